// Where words stand: in articles and in what was said.

import type { Hit } from '../api/types'
import { Answered } from '../parts/answered'
import { Plain, type Range } from '../parts/plain'
import { Empty } from '../parts/problem'
import { Row } from '../parts/row'
import { Rows } from '../parts/rows'
import { Section } from '../parts/section'
import { askedOf, here, place, to } from '../url'

const usual = 30

export default function Search() {
  const { query } = place.value
  const words = query.get('words') ?? ''
  if (!words.trim()) return <Empty>Type words into the field above <kbd>/</kbd> and press enter. All of them must stand in an article or a statement.</Empty>
  const ask = askedOf(query)
  if (!ask.has('limit')) ask.set('limit', String(usual))
  return (
    <Answered question="search" query={ask}>
      {(a) => (
        <>
          <Section title="Said, newest first" count={a.statements.length} none="Nobody said that in these words."
            more={a.statements.length > 0 && <a href={to('statements', '', { words })}>all statements with these words</a>}>
            <Rows items={a.statements}>{(s) => <Row item={s} />}</Rows>
          </Section>
          <Section title="Articles, newest first" count={a.articles.length} none="No article has these words. Fewer words find more."
            more={a.more_open && <a href={here({ limit: String(4 * Number(ask.get('limit'))) })}>look further</a>}>
            <Rows items={a.articles}>{(h) => <Found hit={h} words={words} />}</Rows>
          </Section>
        </>
      )}
    </Answered>
  )
}

function Found({ hit: h, words }: { hit: Hit; words: string }) {
  return (
    <article class="row hit" tabIndex={-1} data-row={h.key} aria-label={h.title}>
      <div class="when"><span class="day">{h.published ?? 'undated'}</span></div>
      <span class="marks" />
      <div class="row-body">
        <p class="row-line"><a class="name" data-open href={to('article', h.key, { words: '' })}><Plain text={h.title || 'Untitled'} /></a></p>
        <p class="row-words"><Plain text={h.source ?? 'outlet not stated'} />{h.copy && ' · a reprint'}</p>
        <p class="snippet"><Plain text={h.snippet} marked={where(h.snippet, words)} /></p>
      </div>
    </article>
  )
}

/** Where the words stand in a snippet, whatever their case. */
function where(text: string, words: string): Range[] {
  const low = text.toLowerCase()
  if (low.length !== text.length) return [] // a letter that changes its length with its case
  const all = words.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((w) => w.length > 1).flatMap((w) => {
    const out: Range[] = []
    for (let from = low.indexOf(w); from >= 0; from = low.indexOf(w, from + w.length)) out.push({ from, to: from + w.length })
    return out
  })
  return all.sort((x, y) => x.from - y.from).filter((r, i, l) => i === 0 || r.from >= l[i - 1]!.to)
}
