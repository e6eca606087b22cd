// An article with its rows in the margin. Each row has the number that stands in
// the text where its words begin; a sentence without a number has no row.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ArticleAnswer, ArticleHead, Margin } from '../api/types'
import { Answered } from '../parts/answered'
import { Copy } from '../parts/copy'
import { When } from '../parts/row'
import { Marks } from '../parts/marks'
import { Plain } from '../parts/plain'
import { Empty } from '../parts/problem'
import { paragraphs, placesOf, Said } from '../parts/sentences'
import { brief, whyOf } from '../parts/why'
import { filterNames, here, go, place, to } from '../url'

export default function Article() {
  const { of } = place.value
  if (!of) return <Empty>Which article? Search for its words, or follow the name of an outlet under a row.</Empty>
  return <Answered question="article" of={of}>{(a) => <Laid a={a} />}</Answered>
}

function Laid({ a }: { a: ArticleAnswer }) {
  const asked = place.value.query.get('row') ?? ''
  const [active, activate] = useState(asked)
  useEffect(() => activate(asked), [asked])
  const numbers = useMemo(() => new Map(a.sentences.flatMap((s) => s.rows).map((m, i) => [m.id, i + 1])), [a])
  const marked = useMemo(() => placesOf(a.sentences, active), [a, active])
  const first = useRef<HTMLSpanElement>(null)
  const at = marked.findIndex((m) => m.length > 0)
  useEffect(() => {
    if (asked) first.current?.scrollIntoView({ block: 'center' })
  }, [asked, a])
  return (
    <article class="article" aria-label={a.article.title || 'Untitled'}>
      <About head={a.article} />
      {a.article.forgotten ? (
        <Empty>Withdrawn: its text and what rested on it alone were erased on {a.article.forgotten.slice(0, 10)}. The log keeps that; the words are gone.</Empty>
      ) : (
        <>
          <p class="article-count">
            {a.sentences.length} sentences, {a.bare} without a row (set in grey, without a number) · {a.count} rows
            {a.folded > 0 && <> · {a.folded} outside the filter, <a href={here(Object.fromEntries(filterNames.map((n) => [n, ''])))}>show all</a></>}
          </p>
          {paragraphs(a.sentences).map((all) => (
            <div class="paragraph">
              <p class="paragraph-text">
                {all.map((i) => (
                  <Said sentence={a.sentences[i]!} marked={marked[i]} at={i === at ? first : undefined}>
                    {a.sentences[i]!.rows.map((m) => (
                      <button type="button" class="ref" aria-pressed={isActive(m, active)} onClick={() => reach(m)}>
                        {numbers.get(m.id)}<span class="aside">: row, {m.line}</span>
                      </button>
                    ))}
                    {a.sentences[i]!.folded > 0 && <span class="folded" title="rows outside the filter">+{a.sentences[i]!.folded}<span class="aside"> outside the filter</span></span>}
                  </Said>
                ))}
              </p>
              <ol class="margin">
                {all.flatMap((i) => a.sentences[i]!.rows).map((m) => (
                  <li><Beside m={m} n={numbers.get(m.id)!} active={isActive(m, active)} activate={activate} /></li>
                ))}
              </ol>
            </div>
          ))}
        </>
      )}
    </article>
  )
}

const isActive = (m: Margin, active: string) => active !== '' && (m.id === active || m.entry === active)

/** From the text to the row, and the keyboard with it. */
function reach(m: Margin): void {
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(m.id)}"]`)?.focus()
}

interface BesideProps {
  m: Margin
  n: number
  active: boolean
  activate: (id: string) => void
}

/** A row in the margin. Having the keyboard or the pointer, it marks its words. */
function Beside({ m, n, active, activate }: BesideProps) {
  return (
    <div class={'beside' + (m.marks.includes('❝') ? ' claimed' : '') + (m.review === 'rejected' ? ' rejected' : '')} tabIndex={-1} data-row={m.id} aria-current={active ? 'true' : undefined}
      onFocus={() => activate(m.id)} onClick={() => go(here({ row: m.id }), { replace: true })}>
      <span class="beside-n" aria-hidden="true">{n}</span>
      <Marks marks={m.marks} />
      <div>
        <p class="beside-line"><Plain text={m.line} /></p>
        <p class="row-notes">
          {m.date && <When item={m} />}
          {m.notes.map((x) => <span><Plain text={x} /></span>)}
          {m.review && m.review !== 'unreviewed' && <span>{m.review}</span>}
          <span><button type="button" class="plain" onClick={(e) => { e.stopPropagation(); whyOf.value = m.id }}>{m.others > 0 ? `told by ${m.others} more` : 'why'}<span class="aside"> row {n} is there</span></button></span>
        </p>
      </div>
    </div>
  )
}

/** What is known of an article besides its text. */
function About({ head: h }: { head: ArticleHead }) {
  const cite = [h.title, h.source, h.published, h.url].filter(Boolean).join(', ')
  return (
    <header class="article-head">
      <div>
      <h2><Plain text={h.title || 'Untitled'} /></h2>
      <p class="article-from">
        <Plain text={[h.source ?? 'outlet not stated', h.published ?? 'undated'].join(', ')} />
        {h.reliability && ` · reliability ${h.reliability}`} · <Copy text={cite} what="citation" />
      </p>
      </div>
      <dl class="facts">
        {h.url && <div><dt>address</dt><dd>{/^https?:/.test(h.url) ? <a href={h.url} target="_blank" rel="noopener noreferrer"><Plain text={h.url} /></a> : <Plain text={h.url} />}</dd></div>}
        <div><dt>captured</dt><dd>{h.captured.slice(0, 16).replace('T', ' ')} UTC</dd></div>
        <div><dt>sha256</dt><dd><code>{h.sha256}</code></dd></div>
        <div><dt>key</dt><dd><code>{h.key}</code> · id <code><Plain text={h.article} /></code></dd></div>
        {h.engine.version && <div><dt>read by</dt><dd>demarche {h.engine.version}, rules <code>{brief(h.engine.rules)}</code>, weights <code>{brief(h.engine.weights)}</code></dd></div>}
        {h.copy_of && <div><dt>reprint</dt><dd>of <a href={to('article', h.copy_of)}>{h.copy_of}</a>; it does not count as another source</dd></div>}
        {h.copies.length > 0 && (
          <div>
            <dt>copies</dt>
            <dd>{h.copies.map((c) => <span class="also-by"><a href={to('article', c.key)}><Plain text={[c.source, c.published].filter(Boolean).join(', ') || c.key} /></a> </span>)}</dd>
          </div>
        )}
        {h.superseded_by && <div><dt>replaced</dt><dd>by a corrected version: <a href={to('article', h.superseded_by)}>{h.superseded_by}</a></dd></div>}
      </dl>
    </header>
  )
}
