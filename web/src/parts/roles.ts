// Roles as articles print them, each once, whichever way its first letter is written.

import type { Office } from '../api/types'

/** Roles with their days, those reported longest first. */
export function roles(offices: Office[]): Office[] {
  const out: Office[] = []
  for (const o of offices) {
    const same = out.find((r) => r.title.toLowerCase() === o.title.toLowerCase())
    if (!same) out.push({ ...o })
    else {
      if (o.first && (!same.first || o.first < same.first)) same.first = o.first
      if (o.last && (!same.last || o.last > same.last)) same.last = o.last
    }
  }
  return out.sort((x, y) => lasted(y) - lasted(x))
}

const lasted = (o: Office) => (o.first && o.last ? Date.parse(o.last) - Date.parse(o.first) : -1)

/** The few that say most, for a line. */
export const shortRoles = (offices: Office[]): string =>
  roles(offices).map((o) => o.title).filter((t) => !/^(mr|mrs|ms|leader|sir|dr)\.?$/i.test(t)).slice(0, 2).join(', ')
