// Numbers of figures, with their bounds, as the record tells them.

import type { Item } from '../api/types'

/** "1,300", "3.8 million": whole where that loses nothing. */
export function counted(x: number): string {
  for (const [big, name] of [[1e12, ' trillion'], [1e9, ' billion'], [1e6, ' million']] as const) {
    const q = x / big
    if (Math.abs(q) >= 1 && Number.isInteger(Math.round(q * 1000 * 1e6) / 1e6)) return q.toLocaleString('en-GB', { maximumFractionDigits: 3 }) + name
  }
  return x.toLocaleString('en-GB', { maximumFractionDigits: 3 })
}

/** "more than 100,000", "2,000 to 4,000". */
export function amount(i: Pick<Item, 'low' | 'high' | 'bound'>): string {
  const low = i.low ?? 0
  const high = i.high ?? low
  if (low !== high) return `${counted(low)} to ${counted(high)}`
  if (i.bound === 'about') return `about ${counted(low)}`
  if (i.bound === 'over') return `more than ${counted(low)}`
  if (i.bound === 'under') return `up to ${counted(high)}`
  return counted(low)
}

/** Who says so, as the sentence tells it; else the outlet in its own voice. */
export function counter(i: Item): string {
  return i.line.split(' — according to ')[1] ?? (i.sources[0]?.source ?? 'the article') + ', in its own voice'
}
