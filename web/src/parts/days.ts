// Days as numbers, for what is drawn by date. A day counts from 1970-01-01, as in
// the record; dates come as EDTF and keep how exact they are.

const length = 86_400_000

export const dayOf = (iso: string): number => Math.round(Date.parse(iso + 'T00:00:00Z') / length)
export const isoOf = (day: number): string => dateOf(day).toISOString().slice(0, 10)
export const dateOf = (day: number): Date => new Date(day * length)

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** 0 is Monday. */
export const weekdayAt = (day: number): number => (dateOf(day).getUTCDay() + 6) % 7
export const weekdayOf = (day: number): string => weekdays[dateOf(day).getUTCDay()]!
export const monthOf = (day: number): string => `${monthNames[dateOf(day).getUTCMonth()]!} ${dateOf(day).getUTCFullYear()}`

/** The days a date stands for; an end that is open is infinite. */
export interface Stretch {
  from: number
  to: number
  fades: { from: boolean; to: boolean } // an end that the source does not fix
}

/** Reads EDTF as the record writes it: days, months, years, seasons, intervals with open ends, marks of doubt. */
export function stretchOf(edtf: string | null | undefined): Stretch | null {
  if (!edtf) return null
  const [a = '', b] = edtf.split('/')
  if (b === undefined) return point(a)
  const open = (s: string) => s === '' || s === '..'
  const from = open(a) ? null : point(a)
  const to = open(b) ? null : point(b)
  if ((!open(a) && !from) || (!open(b) && !to) || (!from && !to)) return null
  return { from: from?.from ?? -Infinity, to: to?.to ?? Infinity, fades: { from: !from || from.fades.from, to: !to || to.fades.to } }
}

function point(s: string): Stretch | null {
  const m = /^(\d{2}[\dX]{2})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]*)$/.exec(s)
  if (!m) return null
  const [, year, month, date, doubt] = m
  const at = (y: number, mo: number, d: number) => Math.round(Date.UTC(y, mo, d) / length)
  const low = Number(year!.replaceAll('X', '0'))
  const high = Number(year!.replaceAll('X', '9'))
  const about = { from: true, to: true } // somewhere within: neither end is one
  if (!month || month === 'XX') return { from: at(low, 0, 1), to: at(high, 11, 31), fades: about }
  const n = Number(month)
  if (n >= 21 && n <= 24) return { from: at(low, 3 * (n - 20) - 1, 1), to: at(low, 3 * (n - 20) + 2, 0), fades: about }
  if (n < 1 || n > 12) return null
  if (!date || date === 'XX') return { from: at(low, n - 1, 1), to: at(low, n, 0), fades: about }
  const day = at(low, n - 1, Number(date))
  return { from: day, to: day, fades: doubt ? about : { from: false, to: false } }
}

/** The first and last day of a date on a scale of time; null for an open end. */
export interface Span {
  from: Date | null
  to: Date | null
}

export function spanOf(edtf: string | null | undefined): Span | null {
  const s = stretchOf(edtf)
  const end = (day: number) => (Number.isFinite(day) ? dateOf(day) : null)
  return s && { from: end(s.from), to: end(s.to) }
}

export const iso = (d: Date): string => d.toISOString().slice(0, 10)
