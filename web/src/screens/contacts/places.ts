// The places of contacts: those that stand on a map, and those that do not. A
// country has no point; nothing is put where no source puts it.

import type { Item } from '../../api/types'
import { stretchOf } from '../../parts/days'

export interface Spot {
  name: string
  country: string | null
  lat?: number
  lon?: number
  why: string // it stands on no map; "" where it does
  rows: Item[]
}

export function spotsOf(rows: Item[]): { on: Spot[]; off: Spot[]; without: number } {
  const all = new Map<string, Spot>()
  let without = 0
  for (const row of rows) {
    const p = row.place
    if (!p) {
      without++
      continue
    }
    const key = p.name + '\n' + (p.country ?? '')
    const had = all.get(key)
    if (had) {
      had.rows.push(row)
      continue
    }
    const exact = p.lat !== undefined && p.lon !== undefined && (p.precision === 'city' || p.precision === 'site')
    const why = exact ? '' : p.precision === 'country' ? 'a country' : p.precision === 'region' ? 'a region' : 'no coordinates'
    all.set(key, { name: p.name, country: p.country, lat: exact ? p.lat : undefined, lon: exact ? p.lon : undefined, why, rows: [row] })
  }
  const spots = [...all.values()].sort((x, y) => y.rows.length - x.rows.length || x.name.localeCompare(y.name))
  return { on: spots.filter((s) => s.why === ''), off: spots.filter((s) => s.why !== ''), without }
}

/** One stop of somebody's journey. */
export interface Stop {
  lat: number
  lon: number
  name: string
  day: number
  date: string
  ahead: boolean
  row: Item
}

const goes = (row: Item) => row.type === 'visit' || row.type === 'meet'

/** Where somebody was and is to be, in order of days; what has no day or no place is not on the way. */
export function journey(actor: string, rows: Item[]): Stop[] {
  const stops: Stop[] = []
  for (const row of rows) {
    const p = row.place
    const d = stretchOf(row.happens?.edtf)
    if (!goes(row) || !d || !Number.isFinite(d.from) || p?.lat === undefined || p.lon === undefined || p.precision === 'country' || row.status === 'negated' || row.status === 'possible') continue
    const takesPart = [...row.who, ...(row.type === 'meet' ? row.whom : [])].some((n) => n.id === actor)
    if (takesPart) stops.push({ lat: p.lat, lon: p.lon, name: p.name, day: d.from, date: row.date, ahead: row.status !== 'happened' && row.status !== 'ongoing', row })
  }
  stops.sort((x, y) => x.day - y.day || Number(y.row.status === 'happened') - Number(x.row.status === 'happened'))
  // The same place on the same day is one stop, however often it is told.
  return stops.filter((s, i) => i === 0 || stops[i - 1]!.name !== s.name || stops[i - 1]!.day !== s.day)
}

/** Who has a journey: at least two stops. */
export function travellers(rows: Item[]): { id: string; name: string; stops: number }[] {
  const names = new Map(rows.flatMap((r) => [...r.who, ...r.whom].filter((n) => !n.unnamed && n.id.startsWith('person:')).map((n) => [n.id, n.name] as const)))
  return [...names].map(([id, name]) => ({ id, name, stops: journey(id, rows).length })).filter((t) => t.stops > 1).sort((x, y) => y.stops - x.stops || x.name.localeCompare(y.name))
}
