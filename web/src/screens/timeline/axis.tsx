// The days over the lanes: as many of them named as there is room for.

import type { ScaleLinear } from 'd3-scale'
import { dateOf, isoOf, weekdayAt, weekdayOf } from '../../parts/days'

interface Props {
  x: ScaleLinear<number, number>
  first: number
  last: number
  today: number
  left: number
  width: number
  dayWide: number
}

export function Axis({ x, first, last, today, left, width, dayWide }: Props) {
  const days = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const dayNo = (d: number) => dateOf(d).getUTCDate()
  const month = (d: number) => isoOf(d).slice(0, 7)
  const named = days.filter((d) => dayWide >= 18 || (dayWide >= 3.5 && weekdayAt(d) === 0))
  // A month is named on its first day, and at the left edge where there is room before the next.
  const room = 52
  const months = days.filter((d) => dayNo(d) === 1 || (d === first && (dayNo(first) < 20 || dayWide * (32 - dayNo(first)) > room)))
  const wideEnough = dayWide * 30 > room
  const inside = today >= first && today <= last
  return (
    <svg class="axis" width={width} height={36} aria-hidden="true">
      {months.map((d) => (wideEnough || d === first || dateOf(d).getUTCMonth() === 0) && <text class="month" x={Math.max(x(d), left) + 3} y={13} key={d}>{month(d)}</text>)}
      {named.map((d) => (
        <text key={d} class={'tick' + (d === today ? ' is-today' : '')} x={x(d) + (dayWide >= 18 ? Math.min(dayWide / 2, 24) : 2)} y={29} text-anchor={dayWide >= 18 ? 'middle' : 'start'}>
          {dayWide >= 46 ? `${weekdayOf(d).slice(0, 3)} ${dayNo(d)}` : dayNo(d)}
        </text>
      ))}
      {inside && <text class="month is-today" x={Math.min(x(today + 1) + 3, width - 32)} y={13}>{x(today + 1) + 36 < width ? '← today' : 'today'}</text>}
      <line class="base" x1={0} x2={width} y1={35.5} y2={35.5} />
    </svg>
  )
}
