// The evidence panel: the article of a row beside the list, at its sentence, with
// the words marked; the other reports; a line to cite. Which row is shown stands
// in the address (row=, report=), so that a sentence can be sent to somebody.

import { computed } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { path, useGet } from '../api/ask'
import type { ArticleAnswer, Item, Source, WhyAnswer } from '../api/types'
import { here, go, knowledgeOf, place, to } from '../url'
import { announce } from '../live'
import { Arrived } from './answered'
import { Copy } from './copy'
import { Line } from './line'
import { Marks } from './marks'
import { Plain } from './plain'
import { Sentences } from './sentences'
import { whyOf } from './why'

// Rows that the page has shown, so that a panel opens without asking again.
const known = new Map<string, Item>()

/** Remembers a row; done by Row. */
export function know(item: Item): void {
  if (known.size > mostKnown) known.clear()
  known.set(item.id, item)
}

const mostKnown = 20_000

export const knownItem = (id: string): Item | undefined => known.get(id)

/** The row whose sentence the panel shows, "" for none. An article shows its rows itself, and so does the review of one row. */
export const shownRow = computed(() => {
  const { screen, query } = place.value
  return screen === 'article' || (screen === 'review' && query.get('view') !== 'list') ? '' : (query.get('row') ?? '')
})

export const isShown = (id: string): boolean => shownRow.value === id

let cameFrom: HTMLElement | null = null

/** Shows the sentence of a row. With enter the keyboard goes into the panel, and back to "from" when it closes. */
export function openSentence(id: string, how: { from?: HTMLElement; enter?: boolean; report?: number } = {}): void {
  if (how.from) cameFrom = how.from
  wantsFocus = how.enter ?? false
  const item = known.get(id)
  const side = item?.kind === 'tension' ? item.sides?.[0] : undefined
  go(here({ row: side?.id ?? id, report: how.report ? String(how.report) : '' }), { replace: shownRow.peek() !== '' })
}

let wantsFocus = false
const narrow = '(max-width: 60rem)' // as in evidence.css

export function closeSentence(): void {
  if (!shownRow.peek()) return
  const row = shownRow.peek()
  go(here({ row: '', report: '' }), { replace: true })
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('.page')!.inert = false // before the keyboard goes back there
    const back = cameFrom?.isConnected ? cameFrom : document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]`)
    back?.focus({ preventScroll: true })
    cameFrom = null
  })
}

/** The panel, where there is a row to show. */
export function EvidencePanel() {
  const id = shownRow.value
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a narrow window the panel is all that is seen; the page behind it must
    // not be reached.
    const page = document.querySelector<HTMLElement>('.page')
    const covers = id !== '' && matchMedia(narrow).matches
    if (page) page.inert = covers
    if (id && (wantsFocus || covers)) panel.current?.focus()
    wantsFocus = false
    return () => {
      if (page) page.inert = false
    }
  }, [id])
  if (!id) return null
  return (
    <aside class="evidence-panel" aria-label="The sentence" tabIndex={-1} ref={panel}>
      <div class="panel-bar">
        <h2>The sentence</h2>
        <button type="button" class="plain" onClick={closeSentence}>close <kbd>esc</kbd></button>
      </div>
      {known.has(id) ? <Shown item={known.get(id)!} /> : <Fetched id={id} />}
    </aside>
  )
}

/** A row that this page has not shown: a sentence sent by somebody. */
function Fetched({ id }: { id: string }) {
  const why = useGet<WhyAnswer>(path('why', knowledgeOf(place.value.query), id))
  return (
    <Arrived asked={why}>
      {(a) => (a.entry ? <Shown item={a.entry} /> : <p class="empty">The row stands in no entry {a.as_known}.</p>)}
    </Arrived>
  )
}

function Shown({ item }: { item: Item }) {
  const at = Math.min(Number(place.value.query.get('report') ?? 0) || 0, Math.max(0, item.sources.length - 1))
  const source = item.sources[at]
  useEffect(() => {
    if (source) announce(`Sentence in ${source.source ?? 'an outlet not stated'}: ${source.words.join(' … ')}`)
  }, [source])
  return (
    <>
      <p class="panel-row"><Marks marks={item.marks} /><Line line={item.line} names={[...item.who, ...item.whom, ...item.by]} /></p>
      {!source && <p class="empty">No article tells this row; it was made by a decision or its article was erased.</p>}
      {source && <Report item={item} source={source} />}
      <Others item={item} at={at} />
    </>
  )
}

function Report({ item, source }: { item: Item; source: Source }) {
  const article = useGet<ArticleAnswer>(path('article', knowledgeOf(place.value.query), source.key))
  return (
    <section class="report">
      <h3><a href={to('article', source.key, { row: item.id })}><Plain text={source.title || 'Untitled'} /></a></h3>
      <p class="report-cite">
        <Plain text={[source.source ?? 'outlet not stated', source.published ?? 'undated'].join(', ')} />
        {source.copy && ' · a reprint'}
        {source.reliability && ` · reliability ${source.reliability}`}
        {' · '}
        <Copy text={citation(source)} what="citation" />
        {' · '}
        <button type="button" class="plain" onClick={() => (whyOf.value = item.id)}>why <kbd>w</kbd></button>
      </p>
      <div class="report-text" tabIndex={0} role="region" aria-label="Text of the article">
        <Arrived asked={article}>
          {(a) => (a.article.forgotten ? <p class="empty">The text of this article was erased.</p> : <Sentences sentences={a.sentences} words={source.words} row={source.row} scroll />)}
        </Arrived>
      </div>
    </section>
  )
}

function Others({ item, at }: { item: Item; at: number }) {
  if (item.sources.length < 2) return null
  return (
    <section class="reports">
      <h3>{item.sources.length} reports{item.origins > 0 && item.origins < item.articles && `, ${item.origins} independent`}</h3>
      <ol>
        {item.sources.map((s, i) => (
          <li>
            <button type="button" class="plain" aria-current={i === at ? 'true' : undefined} onClick={() => openSentence(item.id, { report: i })}>
              <span class="day">{s.published ?? 'undated'}</span> <Plain text={s.source ?? 'outlet not stated'} />
              {s.copy && <span class="also"> reprint</span>}
              <q><Plain text={s.words.join(' … ')} /></q>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Words, outlet, date, address: in the order in which a brief cites. */
export function citation(s: Source): string {
  return [`“${s.words.join('” … “')}”`, s.title, s.source, s.published, s.url].filter(Boolean).join(', ')
}
