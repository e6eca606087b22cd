// The brief: what changed since a day, by type, then where things stand. A row
// that one part has told is not told again by another.

import type { BriefAnswer, Change, Commitment, Tension } from '../api/types'
import { changeKinds } from '../api/types'
import { Answered, thousands } from '../parts/answered'
import { knownItem, openSentence } from '../parts/evidence'
import { Plain } from '../parts/plain'
import { Empty } from '../parts/problem'
import { Row, Tag } from '../parts/row'
import { Rows } from '../parts/rows'
import { Section } from '../parts/section'
import { Since } from '../parts/since'
import { to } from '../url'

export default function Brief() {
  return <Answered question="brief">{(a) => <Laid a={a} />}</Answered>
}

/** A section of changes: which belong into it, and where the rest of them are. */
interface Part {
  name: string
  title: string
  takes: (c: Change) => boolean
  rest: (since: string) => string
}

const timeline = (status: string) => (since: string) => to('timeline', '', { since, status })
const list = (screen: string) => (since: string) => to(screen, '', { since })

/** The sections in the order in which they are read. A change stands in the first that takes it. */
const parts: Part[] = [
  { name: 'done', title: 'Done and under way', takes: (c) => c.change === 'new' && (c.status === 'happened' || c.status === 'ongoing'), rest: timeline('happened,ongoing') },
  { name: 'moved', title: 'Moved', takes: (c) => c.change === 'status moved' || c.change === 'date moved', rest: timeline('') },
  { name: 'contradicted', title: 'Contradicted', takes: (c) => c.change === 'contradicted', rest: list('tensions') },
  { name: 'restated', title: 'Said again', takes: (c) => c.change === 'hardened' || c.change === 'softened' || c.change === 'restated', rest: list('commitments') },
  { name: 'said', title: 'Said', takes: (c) => c.change === 'new' && c.kind === 'statement', rest: list('statements') },
  { name: 'ahead', title: 'Announced and expected', takes: (c) => c.change === 'new' && (c.status === 'planned' || c.status === 'proposed' || c.status === 'possible'), rest: timeline('planned,proposed,possible') },
  { name: 'not', title: 'Denied or not done', takes: (c) => c.change === 'new' && c.status === 'negated', rest: timeline('negated') },
  { name: 'numbers', title: 'Numbers moved', takes: (c) => c.change === 'number moved', rest: list('figures') },
  { name: 'counted', title: 'Counted', takes: (c) => c.change === 'new' && c.kind === 'figure', rest: list('figures') },
  { name: 'overdue', title: 'Overdue', takes: (c) => c.change === 'overdue', rest: () => to('agenda', '', { since: '' }) },
  { name: 'corrected', title: 'Corrected by the outlet', takes: (c) => c.change === 'corrected by the outlet', rest: timeline('') },
]

const notRated = 'Not yet rated by a person, unless a line says by whom.'

function Laid({ a }: { a: BriefAnswer }) {
  const week = new Set(a.week.map((w) => w.id))
  const fresh = new Set(a.changes.map((c) => c.id))
  const told = new Set<string>()
  const sections = parts.map((part) => {
    const own = a.changes.filter((c) => parts.find((p) => p.takes(c)) === part)
    const rows = own.filter((c) => !(part.name === 'ahead' && week.has(c.id)) && !(told.has(c.id) && part.name !== 'contradicted'))
    for (const c of rows) for (const id of [c.id, ...(c.sides ?? []).map((s) => s.id)]) told.add(id)
    return { ...part, rows }
  })
  for (const w of a.week) told.add(w.id)
  const left = (name: string, href: string) => (a.left[name] ? <a href={href}>and {thousands(a.left[name]!)} more</a> : undefined)
  return (
    <>
      <p class="brief-changed">
        <Since since={a.since} /> {headline(a)}
        {a.by_reporting && <span class="also"> · counted by the day of publication</span>}
      </p>
      <Tiles a={a} />
      {a.changes.length === 0 && a.ours.length === 0 && (
        <Empty>Nothing that the desk wants first changed since {a.since}. Choose an earlier day above, or read the <a href={to('timeline')}>timeline</a>.</Empty>
      )}
      {sections.map((s) => (s.rows.length > 0 || a.left[s.name]) && (
        <Section title={s.title} count={s.rows.length} more={left(s.name, s.rest(a.since))}>
          <Rows items={s.rows} label={s.title}>{(c) => <Changed change={c} />}</Rows>
        </Section>
      ))}
      <Section id="week" title="Next seven days" count={a.week.length} none="Nothing with a day is planned or due." more={left('week', to('agenda', '', { since: '' }))}>
        <Rows items={a.week}>
          {(w) => (
            <Row item={w} tags={<>{w.due && <Tag>due</Tag>}{fresh.has(w.id) && <Tag kind="new">new</Tag>}{w.moved.length > 0 && <Tag>moved, was {w.moved.join(', ')}</Tag>}</>}>
              <p class="row-notes">
                <span>announced by <Plain text={w.announced_by} />{w.announced && ` ${w.announced}`}</span>
                {w.last_confirmed && w.last_confirmed !== w.announced && <span>last confirmed {w.last_confirmed}</span>}
              </p>
            </Row>
          )}
        </Rows>
      </Section>
      <Standing id="conditions" title="Conditions watched" usual="waiting" all={a.conditions} told={told} more={left('conditions', to('commitments', '', { since: '' }))} />
      <Standing id="commitments" title="Open commitments" all={a.commitments} told={told} more={left('commitments', to('commitments', '', { since: '' }))} />
      <Tense all={a.tensions} told={told} more={left('tensions', to('tensions', '', { since: '' }))} />
      <NotKnown a={a} />
      {(a.ours.length > 0 || a.left.ours) && (
        <Section title="Corrected by us" count={a.ours.length} said="What we put right in the record; none of it is news." more={left('ours', to('brief', '', { since: a.since }) + '&limit=100')}>
          <Rows items={a.ours}>{(c) => <Changed change={c} />}</Rows>
        </Section>
      )}
    </>
  )
}

/** "531 new · 1 status moved". */
function headline(a: BriefAnswer): string {
  const world = changeKinds.filter((k) => a.counts[k]).map((k) => `${thousands(a.counts[k]!)} ${k}`)
  return world.length > 0 ? world.join(' · ') : 'nothing changed'
}

/** Where things stand, in five numbers that lead there. */
function Tiles({ a }: { a: BriefAnswer }) {
  const t = a.tiles
  const least = t.at_least ? ' at least' : ''
  const tile = (n: number, what: string, href: string, of = '') => (
    <li><a href={href}><b>{thousands(n)}</b> <span>{what}{of}</span></a></li>
  )
  return (
    <ul class="tiles" aria-label="Where things stand">
      {tile(t.week, 'in the next seven days', '#week')}
      {tile(t.commitments, 'open commitments', '#commitments', least)}
      {tile(t.conditions, 'conditions watched', '#conditions', least)}
      {tile(t.tensions, 'tensions', '#tensions', least)}
      {tile(t.unreviewed, `not reviewed, of ${thousands(a.count)} here`, to('review'))}
    </ul>
  )
}

function Changed({ change: c }: { change: Change }) {
  const moved: Partial<Record<Change['change'], string>> = { 'status moved': `${c.before} → ${c.status}`, 'date moved': `was ${c.before}`, 'number moved': `was ${c.before}` }
  const said = moved[c.change] ?? (c.change === 'new' || c.change === 'contradicted' ? '' : c.change)
  const before = !moved[c.change] && c.change !== 'overdue' && c.before && c.before !== `${c.marks} ${c.line}`
  return (
    <Row item={c} tags={said && <Tag kind={c.change === 'overdue' ? 'late' : ''}>{said}</Tag>}>
      {before && <p class="row-notes"><span>before: <Plain text={c.before} /></span></p>}
    </Row>
  )
}

interface StandingProps {
  id: string
  title: string
  all: Commitment[]
  told: Set<string>
  usual?: string // the life that the title says already
  more?: preact.ComponentChildren
}

function Standing({ id, title, all, told, usual, more }: StandingProps) {
  const rows = all.filter((c) => !told.has(c.id))
  if (all.length === 0 && !more) return null
  return (
    <Section id={id} title={title} count={rows.length} said={<>{notRated} {above(all.length - rows.length)}</>} more={more}>
      <Rows items={rows}>
        {(c) => (
          <Row item={c} tags={<>{c.life !== usual && <Tag kind={c.life === 'overdue' ? 'late' : ''}>{lives[c.life] ?? c.life}</Tag>}{c.said_times > 1 && <Tag>said {c.said_times} times</Tag>}</>} />
        )}
      </Rows>
    </Section>
  )
}

const lives: Record<string, string> = { waiting: 'waiting on its condition', overdue: 'overdue: the day has passed without a report', not_ratable: 'not checkable' }

function Tense({ all, told, more }: { all: Tension[]; told: Set<string>; more?: preact.ComponentChildren }) {
  const rows = all.filter((t) => !told.has(t.id))
  if (all.length === 0) return null
  return (
    <Section id="tensions" title="Tensions" count={rows.length} said={above(all.length - rows.length)} more={more}>
      <Rows items={rows}>{(t) => <Row item={t}><p class="row-notes"><span>{t.open ? 'open' : t.settled_by}</span></p></Row>}</Rows>
    </Section>
  )
}

const above = (n: number) => (n === 0 ? '' : n === 1 ? 'One more stands above.' : `${n} more stand above.`)

/** What the sources do not say of the rows above. */
function NotKnown({ a }: { a: BriefAnswer }) {
  if (a.not_known.length === 0) return null
  return (
    <Section title="Not known" said="What the sources do not say of the rows above; nothing is filled in.">
      <dl class="gaps">
        {a.not_known.map((g) => (
          <div>
            <dt>{g.what.charAt(0).toUpperCase() + g.what.slice(1)}</dt>
            <dd>
              <Plain text={g.said} />{' '}
              {g.rows.map((id, i) => knownItem(id) && (
                <button type="button" class="evidence" onClick={(e) => openSentence(id, { from: e.currentTarget, enter: true })}>{i + 1}<span class="aside">: the sentence of {knownItem(id)!.line}</span></button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
