// The text of an article in its paragraphs, with the words of a row marked where
// they stand.

import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Sentence } from '../api/types'
import type { Range } from './plain'
import { Plain } from './plain'

interface Props {
  sentences: Sentence[]
  words?: string[] // to be marked where the answer does not have the row: what a filter hides
  row?: string // whose words are marked
  scroll?: boolean // brings the first of them into view
}

export function Sentences({ sentences, words = [], row = '', scroll }: Props) {
  const marked = useMemo(() => placesOf(sentences, row, words), [sentences, row, words])
  const first = useRef<HTMLSpanElement>(null)
  const at = marked.findIndex((m) => m.length > 0)
  useEffect(() => {
    if (scroll) center(first.current)
  }, [scroll, marked])
  return (
    <div class="sentences">
      {paragraphs(sentences).map((all) => (
        <p>{all.map((i) => <Said sentence={sentences[i]!} marked={marked[i]} at={i === at ? first : undefined} />)}</p>
      ))}
    </div>
  )
}

/** Brings a place into the middle of the boxes that scroll around it, and leaves the page where it is. */
function center(at: HTMLElement | null): void {
  for (let box = at?.parentElement; at && box && box !== document.body; box = box.parentElement) {
    if (box.scrollHeight <= box.clientHeight || !/auto|scroll/.test(getComputedStyle(box).overflowY)) continue
    const [a, b] = [at.getBoundingClientRect(), box.getBoundingClientRect()]
    box.scrollTop += (a.top + a.bottom) / 2 - (Math.max(b.top, 0) + Math.min(b.bottom, innerHeight)) / 2
  }
}

interface SaidProps {
  sentence: Sentence
  marked?: Range[]
  at?: preact.RefObject<HTMLSpanElement | null>
  children?: ComponentChildren // after its last word
}

/** One sentence; bare where no row stands on it. */
export function Said({ sentence, marked, at, children }: SaidProps) {
  return (
    <>
      <span class={sentence.bare ? 'sentence bare' : 'sentence'} ref={at}>
        <Plain text={sentence.text} marked={marked} />
        {children}
      </span>{' '}
    </>
  )
}

/** The sentences by paragraph, as indices. */
export function paragraphs(sentences: Sentence[]): number[][] {
  const out: number[][] = []
  sentences.forEach((s, i) => {
    if (s.opens || out.length === 0) out.push([])
    out.at(-1)!.push(i)
  })
  return out
}

/** Where the words of a row stand, by sentence. The answer says it exactly, if it has the row. */
export function placesOf(sentences: Sentence[], row: string, words: string[] = []): Range[][] {
  const out: Range[][] = sentences.map(() => [])
  const margin = row ? sentences.flatMap((s) => s.rows).find((m) => m.id === row || m.entry === row) : undefined
  if (!margin) return words.length > 0 ? found(sentences, words, out) : out
  for (const p of margin.places) {
    const text = sentences[p.sentence]?.text ?? ''
    out[p.sentence]?.push({ from: units(text, p.from), to: units(text, p.to) })
  }
  return out.map(apart)
}

/** Code points, as the API counts, in UTF-16 units, as JavaScript does. */
function units(text: string, points: number): number {
  let at = 0
  while (points-- > 0) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}

/** Looks for words in the text; they may reach from one sentence into the next. */
function found(sentences: Sentence[], words: string[], out: Range[][]): Range[][] {
  const starts: number[] = []
  let whole = ''
  for (const s of sentences) {
    starts.push(whole.length)
    whole += s.text + ' '
  }
  let at = 0
  for (const piece of words) {
    let from = whole.indexOf(piece, at)
    if (from < 0) from = whole.indexOf(piece)
    if (from < 0 || !piece) continue
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
