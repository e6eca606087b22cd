// The text of an article, sentence by sentence, with the words of a row marked.

import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Sentence } from '../api/types'
import type { Range } from './plain'
import { Plain } from './plain'

interface Props {
  sentences: Sentence[]
  words?: string[] // to be marked
  row?: string // whose words they are: they begin in its sentence
  scroll?: boolean // brings the first of them into view
}

export function Sentences({ sentences, words = [], row = '', scroll }: Props) {
  const marked = useMemo(() => mark(sentences, words, row), [sentences, words, row])
  const first = useRef<HTMLSpanElement>(null)
  const at = marked.findIndex((m) => m.length > 0)
  useEffect(() => {
    if (scroll) first.current?.scrollIntoView({ block: 'center' })
  }, [scroll, marked])
  return (
    <p class="sentences">
      {sentences.map((s, i) => (
        <>
          <span class={s.bare ? 'sentence bare' : 'sentence'} ref={i === at ? first : undefined}><Plain text={s.text} marked={marked[i]} /></span>{' '}
        </>
      ))}
    </p>
  )
}

/** Where words stand in each sentence. They may reach from one into the next. */
export function mark(sentences: Sentence[], words: string[], row: string): Range[][] {
  const out: Range[][] = sentences.map(() => [])
  const starts: number[] = []
  let whole = ''
  for (const s of sentences) {
    starts.push(whole.length)
    whole += s.text + ' '
  }
  const own = sentences.findIndex((s) => s.rows.some((r) => r.id === row))
  const begin = own < 0 ? 0 : starts[own]!
  let at = begin
  for (const piece of words) {
    if (!piece) continue
    let from = whole.indexOf(piece, at)
    if (from < 0) from = whole.indexOf(piece, begin)
    if (from < 0) from = whole.indexOf(piece)
    if (from < 0) continue
    at = from + piece.length
    sentences.forEach((s, i) => {
      const a = Math.max(from - starts[i]!, 0)
      const b = Math.min(at - starts[i]!, s.text.length)
      if (a < b) out[i]!.push({ from: a, to: b })
    })
  }
  return out.map(apart)
}

/** Puts ranges in order and joins those that touch. */
function apart(ranges: Range[]): Range[] {
  const out: Range[] = []
  for (const r of ranges.sort((x, y) => x.from - y.from)) {
    const last = out.at(-1)
    if (last && r.from <= last.to) last.to = Math.max(last.to, r.to)
    else out.push({ ...r })
  }
  return out
}
