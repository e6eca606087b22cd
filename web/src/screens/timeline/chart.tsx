// The chart of a timeline: a lane for each actor or issue, a mark for each row.
// What is over is solid, what is to come hollow, an end that no source fixes
// fades. It holds nothing that the list below does not: the list is its table, and
// the keyboard walks there while the chart shows where the row stands.

import { scaleLinear, type ScaleLinear } from 'd3-scale'
import { useEffect, useRef } from 'preact/hooks'
import type { TimelineAnswer, TimelineDay } from '../../api/types'
import { dayOf, isoOf } from '../../parts/days'
import { focusRow } from '../../parts/focus'
import { drawn } from '../../parts/marks'
import { useSize } from '../../parts/width'
import { here, place } from '../../url'
import { Axis } from './axis'
import { chosen } from './chosen'
import { lanesOf, total, type LaneShape, type Mark } from './layout'

const high = 17 // pixels of a level
const above = 4 // and of the air in a lane
const slotWide = 17
const glyph = 12
const overHigh = 11 // of the counts of what found no place
const usualLanes = 9

type X = ScaleLinear<number, number>

interface Props {
  a: TimelineAnswer
  days: TimelineDay[] // of all pages that came
  upTo?: string // the first day that was not fetched yet
}

export function Chart({ a, days, upTo }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const [first, last, today] = [dayOf(a.from), dayOf(a.to), dayOf(a.today)]
  const narrow = width < 620
  const left = narrow ? 0 : 168
  const x = scaleLinear().domain([first, last + 1]).range([left, Math.max(left + 1, width - 1)])
  const dayWide = x(first + 1) - x(first)
  const slots = Math.max(1, Math.floor(dayWide / slotWide))
  const every = place.value.query.get('lanes') === 'all'
  const { lanes, all } = lanesOf(days, first, last, { slots, daysWide: Math.max(1, Math.ceil(slotWide / dayWide)), mostLevels: dayWide < slotWide ? 6 : 4 }, every ? Infinity : usualLanes)
  const titleHigh = narrow ? 15 : 0
  let y = 0
  const tops = lanes.map((l) => {
    const at = y
    y += l.levels * high + 2 * above + titleHigh + (l.over.size > 0 ? overHigh : 0)
    return at
  })
  const rows = lanes.reduce((n, l) => n + total(l), 0)
  const shown = { x, dayWide, lanes, tops, titleHigh }
  return (
    <div class="chart-box">
      <div class="chart-scroll" ref={box} tabIndex={0} role="group" aria-label="Chart of the timeline; the list below has every row of it">
        {width > 0 && lanes.length > 0 && (
          <>
            <Axis x={x} first={first} last={last} today={today} left={left} width={width} dayWide={dayWide} />
            <svg class="lanes" width={width} height={y} role="img" aria-label={`${rows} marks in ${all} lanes by ${a.by}, from ${a.from} to ${a.to}.`}>
              <Defs />
              {today >= first && today <= last && <rect class="today" x={x(today)} y={0} width={Math.max(1, dayWide)} height={y} />}
              {upTo && <rect x={x(dayOf(upTo))} y={0} width={Math.max(0, x(last + 1) - x(dayOf(upTo)))} height={y} fill="url(#unfetched)" />}
              {lanes.map((l, i) => <line class="hair" x1={0} x2={width} y1={tops[i]! + 0.5} y2={tops[i]! + 0.5} key={l.name} />)}
              {lanes.map((l, i) => <Lines key={l.name} lane={l} top={tops[i]! + titleHigh} x={x} first={first} last={last} />)}
              {today >= first - 1 && today < last + 1 && <line class="now" x1={x(today + 1)} x2={x(today + 1)} y1={0} y2={y} />}
              {lanes.map((l, i) => <LaneOf key={l.name} lane={l} top={tops[i]!} titleHigh={titleHigh} left={left} x={x} dayWide={dayWide} />)}
              <Chosen {...shown} first={first} last={last} scroll={box} />
            </svg>
          </>
        )}
      </div>
      <p class="chart-foot">
        <Legend />
        {all > usualLanes + 1 && <a href={here({ lanes: every ? '' : 'all' })}>{every ? 'fewer lanes' : `all ${all} lanes`}</a>}
      </p>
    </div>
  )
}

function LaneOf({ lane, top, titleHigh, left, x, dayWide }: { lane: LaneShape; top: number; titleHigh: number; left: number; x: X; dayWide: number }) {
  const under = top + titleHigh
  const room = left === 0 ? 60 : 25
  const name = lane.name.length > room ? lane.name.slice(0, room - 1) + '…' : lane.name
  return (
    <g>
      <text class="lane-name" x={0} y={left === 0 ? top + 13 : top + above + 12}>{name}{name !== lane.name && <title>{lane.name}</title>}</text>
      {lane.marks.map((m) => <Drawn key={m.item.id} m={m} x={x} y={under + above + m.level * high} />)}
      {[...lane.over].map(([day, { length: n }]) => (
        <text key={day} class="over" x={x(day + 1) - 1} y={under + above + lane.levels * high + overHigh - 2} text-anchor="end">
          {dayWide > 15 ? `+${n}` : '+'}<title>{`${n} more rows on ${isoOf(day)}; the list below has them`}</title>
        </text>
      ))}
    </g>
  )
}

/** The row in the list gets the keyboard. */
function choose(id: string): void {
  const row = document.querySelector<HTMLElement>(`main [data-row="${CSS.escape(id)}"]`)
  chosen.value = id
  if (row) focusRow(row)
}

const gradient = (m: Mark) => (m.fades.from && m.fades.to ? 'url(#fade-both)' : m.fades.from ? 'url(#fade-from)' : m.fades.to ? 'url(#fade-to)' : 'currentColor')

function Drawn({ m, x, y }: { m: Mark; x: X; y: number }) {
  const at = left(m, x)
  const kind = m.item.marks.at(-1) ?? ''
  const claimed = m.item.marks.length > 1 && m.item.marks.startsWith('❝')
  const solid = !'○◇⟂⊘'.includes(kind)
  const wide = x(m.to + 1) - x(m.from)
  const middle = y + glyph / 2 + 1
  return (
    <g class={'mark' + (m.late ? ' late' : '') + (kind === '⊘' ? ' no' : '')} onClick={() => choose(m.item.id)}>
      <title>{`${m.item.date}  ${m.item.line}${m.late ? ' (nobody reported it)' : ''}`}</title>
      <rect class="hit" x={at - 2} y={y - 1} width={Math.max(wide, slotWide)} height={high} />
      {m.to > m.from && <rect x={x(m.from) + 2} y={middle - 3.5} width={Math.max(2, wide - 3)} height={7} rx={2} fill={solid ? gradient(m) : 'none'} stroke={solid ? 'none' : gradient(m)} class={solid ? 'bar' : 'bar hollow'} />}
      {m.to > m.from && <circle cx={at + glyph / 2} cy={middle} r={7} class="paper" />}
      <svg x={at} y={y + 1} width={glyph} height={glyph} viewBox="0 0 16 16">{(kind === '○' || kind === '◐' || kind === '◇') && <circle cx="8" cy="8" r="5" class="paper" />}{drawn[kind]}</svg>
      {claimed && <svg class="claimed" x={at + glyph - 2} y={y - 1} width={7} height={7} viewBox="0 0 16 16">{drawn['❝']}</svg>}
      {m.late && <text class="late-mark" x={at + glyph} y={y + 11}>!</text>}
      {m.told && <line class="told" x1={at + 1} x2={at + glyph - 1} y1={y + 14.5} y2={y + 14.5} />}
    </g>
  )
}

const left = (m: Mark, x: X) => x(m.from) + 2 + m.slot * slotWide

/** From when it was said to when it is about. */
function Lines({ lane, top, x, first, last }: { lane: LaneShape; top: number; x: X; first: number; last: number }) {
  return <>{lane.marks.map((m) => m.line && <path key={m.item.id} class={'about' + (m.late ? ' late' : '')} d={lineFor(m, m.line, x, top, first, last)} />)}</>
}

function lineFor(m: Mark, [said, about]: [number, number], x: X, top: number, first: number, last: number): string {
  const y = top + above + m.level * high + glyph / 2 + 1
  const a = Math.max(first, said)
  const b = Math.min(last + 1, about)
  const own = left(m, x)
  // A small foot at the day on which it was said, or an arm at the one it is about.
  return m.item.kind === 'statement' ? `M${own + glyph} ${y}H${x(b) + 4}v-3v6` : `M${x(a) + 3} ${y + (said < first ? 0 : 4)}V${y}H${own}`
}

/** The ring about the row that has the keyboard, and its line. */
function Chosen({ x, lanes, tops, titleHigh, first, last, scroll }: { x: X; lanes: LaneShape[]; tops: number[]; titleHigh: number; first: number; last: number; scroll: { current: HTMLDivElement | null } }) {
  const id = chosen.value
  const found = lanes.flatMap((l, i) => l.marks.filter((m) => m.item.id === id).map((m) => ({ m, top: tops[i]! + titleHigh })))
  // Of a row that found no place the count is ringed.
  const counted = lanes.flatMap((l, i) => [...l.over].filter(([, ids]) => ids.includes(id)).map(([day]) => ({ x: x(day + 1) - 9, y: tops[i]! + titleHigh + above + l.levels * high + overHigh - 6 })))
  const at = !found[0] && counted[0] ? counted[0].y - high : found[0] ? found[0].top + found[0].m.level * high : -1
  useEffect(() => {
    const box = scroll.current // the chart alone moves, to show the mark
    if (!box || at < 0) return
    const axis = 36
    if (at < box.scrollTop) box.scrollTop = at
    else if (at + high + above > box.scrollTop + box.clientHeight - axis) box.scrollTop = at + high + above - box.clientHeight + axis
  }, [at])
  return (
    <g class="chosen-mark">
      {counted.map((c) => <circle cx={c.x} cy={c.y} r={9} />)}
      {found.map(({ m, top }) => {
        const y = top + above + m.level * high
        const wide = m.to > m.from ? x(m.to + 1) - x(m.from) : 0
        return (
          <>
            {m.line && <path class="about" d={lineFor(m, m.line, x, top, first, last)} />}
            <rect x={left(m, x) - 2.5} y={y - 1.5} width={Math.max(wide, glyph + 6)} height={high} rx={3} />
          </>
        )
      })}
    </g>
  )
}

function Defs() {
  const stop = (offset: string, opacity: number) => <stop offset={offset} stop-color="currentColor" stop-opacity={opacity} />
  return (
    <defs>
      <linearGradient id="fade-from">{stop('0', 0)}{stop('1', 1)}</linearGradient>
      <linearGradient id="fade-to">{stop('0', 1)}{stop('1', 0)}</linearGradient>
      <linearGradient id="fade-both">{stop('0', 0)}{stop('0.5', 1)}{stop('1', 0)}</linearGradient>
      <pattern id="unfetched" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6 6 0" class="hatch" /></pattern>
    </defs>
  )
}

/** What of the chart the legend of marks does not say. */
function Legend() {
  const g = (m: string) => <svg viewBox="0 0 16 16" aria-hidden="true">{drawn[m]}</svg>
  return (
    <span class="chart-legend">
      <span>{g('●')}{g('❝')} happened, said</span>
      <span>{g('○')}{g('◇')} to come</span>
      <span class="late">{g('○')}<b aria-hidden="true">!</b> planned, and nobody reported it</span>
      <span><svg viewBox="0 0 16 16" aria-hidden="true">{drawn['●']}<path class="told" d="M3 15h10" /></svg> no day stated: the day of the report</span>
      <span><svg class="long" viewBox="0 0 32 16" aria-hidden="true"><path class="about" d="M2 12V8H20" /><svg x="18" width="14" height="16" viewBox="0 0 16 16">{drawn['○']}</svg></svg> from said to about</span>
    </span>
  )
}
