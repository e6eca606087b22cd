// What happened, was said and is to come, by day: a chart of lanes, and under it
// the same rows as a list.

import { useRef } from 'preact/hooks'
import { usePages } from '../api/pages'
import type { Item, TimelineAnswer, TimelineDay } from '../api/types'
import { useKeys } from '../keys'
import { Arrived, Head, thousands } from '../parts/answered'
import { dayOf, weekdayOf } from '../parts/days'
import { Empty, ProblemNote } from '../parts/problem'
import { Row, Tag } from '../parts/row'
import { Rows } from '../parts/rows'
import { Section } from '../parts/section'
import { here, place } from '../url'
import { Chart } from './timeline/chart'
import { useChosen } from './timeline/chosen'
import { isLate, unreported } from './timeline/layout'
import { useAbove } from './timeline/sticky'
import { Window } from './timeline/window'

const atOnce = 120

export default function Timeline() {
  useChosen()
  const { query } = place.value
  const asked = new URLSearchParams(query)
  if (!asked.has('by')) asked.set('by', 'actor')
  const pages = usePages('timeline', (a) => a.days, atOnce, asked)
  const more = pages.more
  useKeys([{ press: 'n', does: 'the days that follow', group: 'Timeline', when: () => more !== undefined, run: () => more?.() }], [more])
  return (
    <Arrived asked={pages.asked}>
      {(a) => (
        <>
          <Head head={a} question="timeline" query={askedWith(asked)} />
          <Laid a={a} days={pages.items} more={more} />
          {pages.problem && <ProblemNote problem={pages.problem} />}
        </>
      )}
    </Arrived>
  )
}

/** As Head wants it: without what is the page's own. */
function askedWith(query: URLSearchParams): URLSearchParams {
  const out = new URLSearchParams(query)
  for (const own of ['row', 'report', 'lanes']) out.delete(own)
  return out
}

/** A row once a day, with the lanes that it stands in. */
interface Told {
  id: string
  item: Item
  lanes: string[]
}

function told(d: TimelineDay, before: Set<string>): Told[] {
  const rows = new Map<string, Told>()
  for (const lane of d.lanes) {
    for (const item of lane.items) {
      const had = rows.get(item.id)
      if (had) had.lanes.push(lane.name)
      else if (!before.has(item.id)) rows.set(item.id, { id: item.id, item, lanes: [lane.name] })
    }
  }
  for (const id of rows.keys()) before.add(id)
  return [...rows.values()]
}

function Laid({ a, days, more }: { a: TimelineAnswer; days: TimelineDay[]; more?: () => void }) {
  const whole = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLDivElement>(null)
  useAbove(whole, top)
  const before = new Set<string>()
  const list = days.map((d) => ({ day: d, rows: told(d, before) }))
  const dayOfRow = new Map(list.flatMap(({ day, rows }) => rows.map((r) => [r.id, dayOf(day.day)] as const)))
  const ends = days.at(-1)?.day
  const next = more && ends ? days.length > 0 ? nextDay(ends) : a.from : undefined
  return (
    <div class="timeline" ref={whole}>
      <div class="timeline-top" ref={top}>
        <Window from={a.from} to={a.to} today={a.today} by={a.by} centre={(id) => dayOfRow.get(id)} />
        <Chart a={a} days={days} upTo={next} />
      </div>
      {days.length === 0 && <Empty>Nothing in the record happened, was said or is to come from {a.from} to {a.to}. Wider <kbd>-</kbd>, earlier <kbd>←</kbd> or later <kbd>→</kbd> days may have something.</Empty>}
      {list.map(({ day: d, rows }) => (
        <Section key={d.day} title={titleOf(d, a.today)} count={rows.length + d.more}
          more={d.more > 0 && <a href={here({ since: d.day, until: d.day, limit: '1000', after: '' })}>and {thousands(d.more)} more on this day</a>}>
          <Rows items={rows} label={d.day}>
            {(r) => (
              <Row item={isLate(r.item) ? { ...r.item, notes: r.item.notes.filter((n) => n !== unreported) } : r.item} tags={<>
                {isLate(r.item) && <Tag kind="late">not reported</Tag> /* the note says the same */}
                {a.by === 'issue' && r.lanes[0] !== 'no issue on the list' && <Tag>{r.lanes.join(', ')}</Tag>}
              </>} />
            )}
          </Rows>
        </Section>
      ))}
      {more && <p class="timeline-more"><button type="button" onClick={more}>the days that follow, to {a.to} <kbd>n</kbd></button></p>}
    </div>
  )
}

const nextDay = (day: string) => new Date(Date.parse(day + 'T00:00:00Z') + 86_400_000).toISOString().slice(0, 10)

function titleOf(d: TimelineDay, today: string): string {
  return `${d.day} ${weekdayOf(dayOf(d.day))}` + (d.day === today ? ', today' : d.ahead ? ', to come' : '')
}
