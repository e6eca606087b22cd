// Numbers of one thing by the day as of which they hold. A mark for each who
// counts; a range is a whisker, "more than" and "up to" an arrow with an open
// end, what is forecast or promised is hollow. A line joins only what one source
// observed, exactly or about: never a forecast.

import { scaleLinear, scaleUtc } from 'd3-scale'
import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye, type SymbolType } from 'd3-shape'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Item } from '../api/types'
import { iso, spanOf } from './days'
import { isShown, openSentence } from './evidence'
import { amount, counted, counter } from './number'

const shapes: SymbolType[] = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye]

/** A number where it stands in the chart. */
interface Point {
  item: Item
  at: Date
  from: Date // of its day, where it is more than one
  to: Date
  by: string
}

const height = 300
const edge = { left: 64, right: 16, top: 16, bottom: 28 }

export function Chart({ points, today, label }: { points: Item[]; today: string; label: string }) {
  const box = useRef<HTMLDivElement>(null)
  const [width, measure] = useState(720)
  useLayoutEffect(() => {
    const look = () => box.current && measure(Math.max(280, box.current.clientWidth))
    look()
    const watch = new ResizeObserver(look)
    watch.observe(box.current!)
    return () => watch.disconnect()
  }, [])
  const all = points.map(placed).filter((p) => p !== null)
  const by = [...new Set(all.map((p) => p.by))]
  return (
    <figure class="chart" ref={box}>
      {all.length > 0 && <Drawn all={all} by={by} width={width} today={today} label={label} />}
      <figcaption>
        <ul class="chart-by">{by.map((b, i) => <li><svg viewBox="-8 -8 16 16" aria-hidden="true"><path d={shape(i)} class="mark" /></svg> {b}</li>)}</ul>
        <p class="hint">
          Filled: counted. Hollow: forecast or promised, on its day. A whisker is a range, an arrow has an open end (more than, up to). A bar along the days says that the day is not exact.
          {points.length > all.length && ` ${points.length - all.length} without any day stand only in the table.`}
        </p>
      </figcaption>
    </figure>
  )
}

/** The day as of which it holds, else that of its first report. */
function placed(item: Item): Point | null {
  const span = spanOf(item.happens?.edtf) ?? spanOf(item.reported[0])
  if (!span) return null
  const to = span.to ?? span.from!
  return { item, at: to, from: span.from ?? to, to, by: counter(item) }
}

const hollow = (i: Item) => i.type !== 'observed'
const shape = (i: number, size = 72) => symbol(shapes[i % shapes.length]!, size)() ?? ''

interface DrawnProps {
  all: Point[]
  by: string[]
  width: number
  today: string
  label: string
}

function Drawn({ all, by, width, today, label }: DrawnProps) {
  const day = 86_400_000
  const days = all.flatMap((p) => [p.from.getTime(), p.to.getTime()])
  const pad = Math.max(3 * day, (Math.max(...days) - Math.min(...days)) * 0.06)
  const x = scaleUtc([Math.min(...days) - pad, Math.max(...days) + pad], [edge.left, width - edge.right])
  const top = Math.max(...all.map((p) => Math.max(p.item.low ?? 0, p.item.high ?? 0)))
  const bottom = Math.min(0, ...all.map((p) => p.item.low ?? 0))
  const y = scaleLinear([bottom, top === 0 ? 1 : top * 1.12], [height - edge.bottom, edge.top])
  const now = spanOf(today)?.from
  const [first, last] = x.domain() as [Date, Date]
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={`${label}: ${all.length} numbers from ${iso(all[0]!.at)} to ${iso(all.at(-1)!.at)}; the table below has them all`}>
      <g class="axis" aria-hidden="true">
        {y.ticks(5).map((t) => (
          <g>
            <line x1={edge.left} x2={width - edge.right} y1={y(t)} y2={y(t)} />
            <text x={edge.left - 8} y={y(t)} dy="0.32em" text-anchor="end">{counted(t)}</text>
          </g>
        ))}
        {x.ticks(Math.max(2, Math.floor(width / 130))).map((t) => (
          <g>
            <line x1={x(t)} x2={x(t)} y1={height - edge.bottom} y2={height - edge.bottom + 4} />
            <text x={x(t)} y={height - edge.bottom + 17} text-anchor="middle">{iso(t)}</text>
          </g>
        ))}
      </g>
      {now && now > first && now < last && (
        <g class="now" aria-hidden="true">
          <line x1={x(now)} x2={x(now)} y1={edge.top - 8} y2={height - edge.bottom} />
          <text x={x(now) + 4} y={edge.top}>today</text>
        </g>
      )}
      {joined(all).map(([a, b]) => <line class="joined" x1={x(a.at)} y1={y(middle(a.item))} x2={x(b.at)} y2={y(middle(b.item))} />)}
      {all.map((p) => <One p={p} which={by.indexOf(p.by)} x={x(p.at)} days={[x(p.from), x(p.to)]} y={(n: number) => y(n)} />)}
      {labels(all, x, y, width).map((l) => <text class="mark-label" x={l.x} y={l.y} text-anchor={l.anchor}>{l.text}</text>)}
    </svg>
  )
}

const middle = (i: Item) => ((i.low ?? 0) + (i.high ?? i.low ?? 0)) / 2

/** What one source observed, one after the other, with nothing left open. */
function joined(all: Point[]): [Point, Point][] {
  const out: [Point, Point][] = []
  const last = new Map<string, Point>()
  for (const p of all) {
    if (hollow(p.item) || p.item.bound === 'over' || p.item.bound === 'under') continue
    const before = last.get(p.by)
    if (before && before.item.series === p.item.series) out.push([before, p])
    last.set(p.by, p)
  }
  return out
}

interface OneProps {
  p: Point
  which: number
  x: number
  days: [number, number]
  y: (n: number) => number
}

function One({ p, which, x, days, y }: OneProps) {
  const { item } = p
  const low = y(item.low ?? 0)
  const high = y(item.high ?? item.low ?? 0)
  const at = (low + high) / 2
  return (
    <g class={'point' + (hollow(item) ? ' hollow' : '') + (isShown(item.id) ? ' shown' : '')} data-point={item.id} onClick={() => openSentence(item.id)}>
      <title>{`${item.line} (${item.date})`}</title>
      {days[1] - days[0] > 4 && <line class="days" x1={days[0]} x2={days[1]} y1={at} y2={at} />}
      {low !== high && <path class="whisker" d={`M${x - 5} ${low}h10M${x - 5} ${high}h10M${x} ${low}V${high}`} />}
      {item.bound === 'over' && <path class="whisker" d={`M${x} ${at - 7}v-14m-4 5l4 -5l4 5`} />}
      {item.bound === 'under' && <path class="whisker" d={`M${x} ${at + 7}v14m-4 -5l4 5l4 -5`} />}
      <path class="mark" d={shape(which)} transform={`translate(${x} ${at})`} />
      <circle class="reach" cx={x} cy={at} r="12" />
    </g>
  )
}

/** The number beside each mark, where there is room for it. */
function labels(all: Point[], x: (d: Date) => number, y: (n: number) => number, width: number) {
  const out: { x: number; y: number; text: string; anchor: 'start' | 'end'; from: number; to: number }[] = []
  // Where marks, whiskers and arrows are: no number is written over them.
  const taken = all.map((p) => {
    const [a, b] = [y(p.item.low ?? 0), y(p.item.high ?? p.item.low ?? 0)]
    return { x: x(p.at), top: Math.min(a, b) - (p.item.bound === 'over' ? 24 : 8), end: Math.max(a, b) + (p.item.bound === 'under' ? 24 : 8) }
  })
  const clear = (from: number, to: number, at: number) =>
    out.every((o) => Math.abs(o.y - at) > 12 || o.to < from || o.from > to) && taken.every((m) => m.x + 8 < from || m.x - 8 > to || at < m.top || at - 9 > m.end)
  for (const p of all) {
    const text = amount(p.item)
    const wide = text.length * 6.2 + 12
    const px = x(p.at)
    const py = y(middle(p.item)) + 4
    const places = [0, -13, -26, 13, 26].flatMap((d) => [
      { x: px + 10, from: px + 10, to: px + wide, y: py + d, anchor: 'start' as const },
      { x: px - 10, from: px - wide, to: px - 10, y: py + d, anchor: 'end' as const },
    ])
    const free = places.find((l) => l.from > edge.left && l.to < width - 4 && l.y < height - edge.bottom && clear(l.from, l.to, l.y))
    if (free) out.push({ ...free, text })
  }
  return out
}
