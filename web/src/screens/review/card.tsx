// The row under review: what it says, every field with where it comes from, what
// was decided on it here, and the keys.

import type { ComponentChildren } from 'preact'
import type { Day, Item, Name } from '../../api/types'
import { Plain } from '../../parts/plain'
import { Row, Tag } from '../../parts/row'
import { may } from '../../session'
import { insist, yieldTo, type Waiting, type Work } from './queue'

const credible = ['confirmed', 'probably true', 'possibly true', 'doubtful', 'improbable', 'cannot be judged']
const reliable = ['reliable', 'usually reliable', 'fairly reliable', 'not usually reliable', 'unreliable', 'cannot be judged']

export interface Deeds {
  accept: () => void
  reject: () => void
  edit: () => void
  split: () => void
  merge: () => void
  undo: () => void
  shrink: () => void
  grow: () => void
  add: () => void
  credibility: (n: number) => void
  reliability: (letter: string) => void
}

/** What one has to know before one decides. */
export const stands = 'Re-reading an article never overwrites what you decide.'

/** form takes the place of the fields while it is open, so that nothing has to be scrolled to. */
export function Card({ row, deeds, canUndo, form }: { row: Waiting; deeds: Deeds; canUndo: boolean; form: ComponentChildren }) {
  const { item } = row
  const fields = item.kind !== 'tension'
  return (
    <>
      <Row item={item} tags={<>{item.key && <Tag>key</Tag>}{row.outcome && <Tag kind={row.outcome === 'rejected' ? 'late' : 'new'}>{row.outcome}</Tag>}</>} />
      {row.works.map((w) => <Worked key={w} work={w} id={item.id} />)}
      <div class="deeds" role="toolbar" aria-label="Decide">
        {may('analyst') ? (
          <>
            <Deed press="a" does={deeds.accept} main>accept</Deed>
            <Deed press="x" does={deeds.reject}>reject</Deed>
            {fields && <Deed press="e" does={deeds.edit}>edit</Deed>}
            {fields && may('editor') && <Deed press="m" does={deeds.merge}>merge</Deed>}
            {fields && may('editor') && item.articles > 1 && <Deed press="s" does={deeds.split}>split</Deed>}
            <Deed press="u" does={deeds.undo} off={!canUndo}>undo</Deed>
            {fields && <span class="deed-pair">evidence <Deed press="[" does={deeds.shrink}>shrink</Deed><Deed press="]" does={deeds.grow}>grow</Deed></span>}
            <Deed press="n" does={deeds.add}>add a missing row</Deed>
          </>
        ) : <p class="hint">Your role reads the record; deciding takes the role analyst.</p>}
      </div>
      {form || (
        <>
          <FieldsTable item={item} />
          {may('analyst') && <Grades item={item} deeds={deeds} />}
          <p class="hint">{stands}</p>
        </>
      )}
    </>
  )
}

export function Deed({ press, does, main, off, children }: { press: string; does: () => void; main?: boolean; off?: boolean; children: ComponentChildren }) {
  return <button type="button" class={main ? 'main' : ''} disabled={off} aria-keyshortcuts={press} onClick={does}>{children} <kbd>{press}</kbd></button>
}

/** A decision that was taken here, or one that was refused, with what to do. */
function Worked({ work: w, id }: { work: Work; id: string }) {
  if (w.state !== 'refused') {
    return <p class="worked">{w.said}{w.decision.reason && <>: <Plain text={w.decision.reason} /></>}{w.state === 'sending' ? ' …' : w.seq ? ` · decision ${w.seq}` : ''}</p>
  }
  const theirs = w.problem?.decisions ?? []
  return (
    <div class="conflict" role="alert">
      <h2>{theirs.length > 0 ? 'Somebody else decided on this row meanwhile' : 'This was not written down'}</h2>
      {theirs.length > 0 ? (
        <ul>
          {theirs.map((d) => (
            <li>
              <b><Plain text={d.by} /></b> {kinds[d.kind] ?? d.kind}{d.value !== undefined && d.value !== null && <> <code><Plain text={JSON.stringify(d.value)} /></code></>}
              {d.reason && <>: <Plain text={d.reason} /></>} <span class="also">{d.recorded.slice(0, 16).replace('T', ' ')} · decision {d.seq}</span>
            </li>
          ))}
        </ul>
      ) : <p><Plain text={w.problem?.detail ?? w.problem?.title ?? ''} />{w.problem?.repair && <> · <Plain text={w.problem.repair} /></>}</p>}
      <p>You: <b>{w.said}</b>{w.decision.reason && <>: <Plain text={w.decision.reason} /></>}{w.decision.value !== undefined && <> <code><Plain text={JSON.stringify(w.decision.value)} /></code></>}. It is kept here until you choose.</p>
      <p class="actions">
        {w.decision.kind !== 'undo' && <button type="button" onClick={() => insist(id)}>{theirs.length > 0 ? 'Decide mine all the same' : 'Try again'}</button>}
        <button type="button" onClick={() => void yieldTo(id)}>{theirs.length > 0 ? 'Leave it as they decided' : 'Give it up'}</button>
      </p>
    </div>
  )
}

const kinds: Record<string, string> = { accept: 'accepted it', reject: 'rejected it', edit: 'edited it', merge: 'merged it', split: 'split it', credibility: 'set its credibility', rate: 'rated it' }

/** Every field of the row, with where its value comes from. */
function FieldsTable({ item }: { item: Item }) {
  const set = new Set(item.edited ?? [])
  const line = (label: string, names: string[], value: ComponentChildren) => {
    const own = names.some((n) => set.has(n))
    return <div><dt>{label}</dt><dd>{value || <span class="also">not stated</span>}{own && <span class="also"> · set by a person</span>}</dd></div>
  }
  if (item.kind === 'tension') return null
  return (
    <dl class="row-facts">
      {item.kind === 'act' && line('act', ['type', 'status', 'subtype'], [item.type, item.subtype, item.status].filter(Boolean).join(', '))}
      {item.kind === 'statement' && line('statement', ['force', 'mode'], item.type)}
      {item.kind === 'figure' && line('figure', ['low', 'high', 'bound', 'unit', 'kind'], [item.bound, item.low === item.high ? item.low : `${item.low}–${item.high}`, item.unit, item.type].filter((x) => x !== undefined && x !== '').join(' '))}
      {line(item.kind === 'statement' ? 'speaker' : item.kind === 'figure' ? 'whose' : 'who', ['who', 'speakers', 'of'], people(item.who))}
      {item.kind !== 'figure' && line(item.kind === 'statement' ? 'to' : 'whom', ['whom', 'to'], people(item.whom))}
      {item.about && item.about.length > 0 && line('about', ['about'], people(item.about))}
      {line(item.kind === 'statement' ? 'through' : 'says who', ['by', 'via'], item.by.length > 0 ? people(item.by) : item.kind === 'statement' ? 'the article' : 'the article itself')}
      {item.kind === 'statement' && line('said', ['date'], day(item.said))}
      {line(item.kind === 'statement' ? 'due' : 'when', item.kind === 'statement' ? ['deadline'] : ['date'], day(item.happens))}
      {item.kind !== 'statement' && line('where', ['place'], item.place && <><Plain text={item.place.name} /> <span class="also">{item.place.precision !== 'none' && `${item.place.precision}, `}{item.place.basis}</span></>)}
      {item.hangs && item.hangs.length > 0 && line('condition', [], <q><Plain text={item.hangs.join(' … ')} /></q>)}
      {item.issues.length > 0 && line('issues', [], item.issues.join(', '))}
    </dl>
  )
}

const people = (names: Name[]) => names.length > 0 && <Plain text={names.map((n) => n.name).join(', ')} />

const day = (d: Day | null) => d && <>{d.edtf} <span class="also">{d.basis}{d.text && <> from “<Plain text={d.text} />”</>}</span></>

/** How credible the row is, and how reliable its outlet: two things. */
function Grades({ item, deeds }: { item: Item; deeds: Deeds }) {
  const source = item.sources[0]?.source
  const grade = item.sources[0]?.reliability
  return (
    <div class="grades">
      <div role="group" aria-label="Credibility of the row">
        <span>credibility</span>
        {credible.map((c, i) => <button type="button" aria-pressed={item.credibility === i + 1} title={c} onClick={() => deeds.credibility(i + 1)}>{i + 1}<span class="aside">: {c}</span></button>)}
        <span class="also">{item.credibility ? credible[item.credibility - 1] : 'not judged'}</span>
      </div>
      {source && (
        <div role="group" aria-label={`Reliability of ${source}`}>
          <span>reliability of <Plain text={source} /></span>
          {reliable.map((r, i) => {
            const letter = 'ABCDEF'[i]!
            return <button type="button" aria-pressed={grade === letter} title={r} onClick={() => deeds.reliability(letter)}>{letter}<span class="aside">: {r}</span></button>
          })}
          <span class="also">{grade ? reliable['ABCDEF'.indexOf(grade)] : 'not judged'}</span>
        </div>
      )}
      <p class="hint"><kbd>1</kbd>–<kbd>6</kbd> credibility of the row · <kbd>A</kbd>–<kbd>F</kbd> reliability of the outlet</p>
    </div>
  )
}
