// Where the marks of a timeline stand: each lane is cut into levels and each day
// into slots; bars are put first, then the marks of single days, each into the
// first place that is free. What finds none is counted, not drawn over others.

import type { Item, TimelineDay } from '../../api/types'
import { dayOf, stretchOf } from '../../parts/days'

export interface Mark {
  item: Item
  from: number // first and last day, within the window
  to: number
  fades: { from: boolean; to: boolean }
  told: boolean // no day is stated: it stands on that of its first report
  late: boolean // planned, the day has passed, nobody reports it
  line: [number, number] | null // from the day on which it was said to the one it is about
  level: number
  slot: number // within its day
}

export interface LaneShape {
  name: string
  marks: Mark[]
  over: Map<number, string[]> // by day, the rows that found no place
  levels: number
}

/** How much room a lane has. */
export interface Room {
  slots: number // beside one another in a day
  daysWide: number // that a mark covers, where a day is narrower than it
  mostLevels: number
}

export const unreported = 'no report that it came about'

export const isLate = (item: Item): boolean => item.status === 'planned' && item.notes.includes(unreported)

const aheadOf = (item: Item) => item.status === 'planned' || item.status === 'proposed' || item.status === 'possible'

/** Lanes, the fullest first, those of nobody and of nothing last; beyond the most, the rest share one. */
export function lanesOf(days: TimelineDay[], first: number, last: number, room: Room, most: number): { lanes: LaneShape[]; all: number } {
  const all = new Map<string, Mark[]>()
  const seen = new Set<string>()
  for (const d of days) {
    for (const lane of d.lanes) {
      const marks = all.get(lane.name) ?? []
      all.set(lane.name, marks)
      for (const item of lane.items) {
        const once = lane.name + '\n' + item.id
        if (seen.has(once)) continue
        seen.add(once)
        marks.push(markOf(item, dayOf(d.day), first, last))
      }
    }
  }
  const sorted = [...all].sort(([x, xs], [y, ys]) => Number(nobody(x)) - Number(nobody(y)) || ys.length - xs.length || x.localeCompare(y))
  const own = sorted.length > most + 1 ? sorted.slice(0, most) : sorted
  const rest = sorted.slice(own.length)
  const lanes = own.map(([name, marks]) => put(name, marks, room))
  if (rest.length > 0) {
    // A row may stand in several issues: in the lane of the rest it stands once.
    const once = new Map(rest.flatMap(([, marks]) => marks.map((m) => [m.item.id, m] as const)))
    lanes.push(put(`${rest.length} more`, [...once.values()], room))
  }
  return { lanes, all: sorted.length }
}

const nobody = (name: string) => name === 'nobody named' || name === 'no issue on the list'

export const total = (l: LaneShape): number => l.marks.length + [...l.over.values()].reduce((n, ids) => n + ids.length, 0)

/** Where a row stands that the answer gives under a day. */
export function markOf(item: Item, day: number, first: number, last: number): Mark {
  const date = item.kind === 'statement' ? item.said : item.happens
  const stretch = stretchOf(date?.edtf)
  const within = (d: number) => Math.max(first, Math.min(last, d))
  const base = { item, late: isLate(item), level: 0, slot: 0 }
  // A date that misses the window, or has no day of its own, stands where the answer put it.
  if (!stretch || stretch.to < first || stretch.from > last) return { ...base, from: day, to: day, fades: { from: false, to: false }, told: true, line: lineOf(item, day, day) }
  const from = within(stretch.from)
  const to = within(stretch.to)
  const cut = { from: stretch.from < first, to: stretch.to > last } // goes on beyond the window
  if (stretch.from === -Infinity) return { ...base, from: within(stretch.to - 2), to, fades: { from: true, to: stretch.fades.to }, told: false, line: lineOf(item, to, to) } // "by"
  if (stretch.to === Infinity) return { ...base, from, to: within(stretch.from + 2), fades: { from: stretch.fades.from, to: true }, told: false, line: lineOf(item, from, from) } // "from"
  return { ...base, from, to, fades: { from: stretch.fades.from || cut.from, to: stretch.fades.to || cut.to }, told: false, line: lineOf(item, from, to) }
}

/** From when it was said to when it is about: of what is ahead, and of statements with a deadline. */
function lineOf(item: Item, from: number, to: number): [number, number] | null {
  if (item.kind === 'statement') {
    const due = stretchOf(item.happens?.edtf)
    const end = due && (Number.isFinite(due.from) ? due.from : due.to)
    return end !== null && Number.isFinite(end) && end > to ? [from, end] : null
  }
  const said = stretchOf((item.said?.edtf ?? item.reported[0]) || null)
  return aheadOf(item) && said && Number.isFinite(said.from) && said.from < from ? [said.from, from] : null
}

function put(name: string, marks: Mark[], { slots, daysWide, mostLevels }: Room): LaneShape {
  const taken: Set<number>[] = []
  const free = (level: number, from: number, to: number) => {
    for (let s = from; s <= to; s++) if (taken[level]?.has(s)) return false
    return true
  }
  const take = (level: number, from: number, to: number) => {
    for (let s = from; s <= to; s++) (taken[level] ??= new Set()).add(s)
  }
  const long = (m: Mark) => m.to - m.from
  const out: LaneShape = { name, marks: [], over: new Map(), levels: 1 }
  for (const m of [...marks].sort((x, y) => Number(long(y) > 0) - Number(long(x) > 0) || x.from - y.from)) {
    const found = place(m)
    if (found) {
      out.marks.push({ ...m, ...found })
      out.levels = Math.max(out.levels, found.level + 1)
    } else out.over.set(m.from, [...(out.over.get(m.from) ?? []), m.item.id])
  }
  return out

  function place(m: Mark): { level: number; slot: number } | null {
    for (let level = 0; level < mostLevels; level++) {
      if (m.to > m.from) {
        if (!free(level, m.from * slots, m.to * slots + slots - 1)) continue
        take(level, m.from * slots, m.to * slots + slots - 1)
        return { level, slot: 0 }
      }
      for (let slot = 0; slot < slots; slot++) {
        const [from, to] = [m.from * slots + slot, (m.from + daysWide - 1) * slots + slot]
        if (!free(level, from, to)) continue
        take(level, from, to)
        return { level, slot }
      }
    }
    return null
  }
}
