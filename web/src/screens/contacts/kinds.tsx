// The four ways of being in contact that are counted, each with its mark.

import type { VNode } from 'preact'
import type { Contact } from '../../api/types'
import { drawn } from '../../parts/marks'

export type Kind = 'done' | 'planned' | 'calls' | 'refused'

interface About {
  name: Kind
  mark: VNode
  means: string // of one: "1 met or visited"
}

export const kinds: About[] = [
  { name: 'done', mark: drawn['●']!, means: 'met or visited' },
  { name: 'planned', mark: drawn['○']!, means: 'planned or proposed' },
  { name: 'calls', mark: <path d="M5.2 2.4 3.4 3.6c-.6.4-.8 1.1-.7 1.8.7 3.6 4.3 7.2 7.9 7.9.7.1 1.4-.1 1.8-.7l1.2-1.8-2.9-2.2-1.5 1.2C7.8 9.1 6.9 8.2 6.2 6.8l1.2-1.5z" class="stroke" />, means: 'telephoned' },
  { name: 'refused', mark: drawn['⊘']!, means: 'refused, called off or denied' },
]

/** "1 met or visited, 2 telephoned". */
export function inWords(c: Contact): string {
  return kinds.filter((k) => c[k.name] > 0).map((k) => `${c[k.name]} ${k.means}`).join(', ')
}

export function KindsLegend() {
  return <ul class="legend">{kinds.map((k) => <li><svg viewBox="0 0 16 16" aria-hidden="true">{k.mark}</svg> {k.means}</li>)}</ul>
}

export const totalOf = (c: Contact): number => c.done + c.planned + c.calls + c.refused

/** The pair as the filter takes it: the ids, since two may have one name. */
export const pairOf = (c: Contact): string => `${c.a.id},${c.b.id}`

export const isPair = (c: Contact, pair: string): boolean => pair === pairOf(c) || pair === `${c.b.id},${c.a.id}` || pair === `${c.a.name},${c.b.name}` || pair === `${c.b.name},${c.a.name}`
