// Who stands against whom. Several tensions about one thing are one dispute: all
// who say it on one side, all who deny it on the other, with no verdict.

import type { Item, Tension } from '../api/types'

export interface Dispute {
  sides: [Item[], Item[]]
  tensions: Tension[]
}

/** Puts tensions that share a side together, as long as nobody stands on both sides. */
export function disputes(all: Tension[]): Dispute[] {
  const out: Dispute[] = []
  for (const t of all) {
    const [one, two] = pair(t)
    if (!one || !two) continue
    const has = (d: Dispute, side: 0 | 1, i: Item) => d.sides[side].some((s) => s.id === i.id)
    const fits = (d: Dispute) => d.tensions[0]!.type === t.type && (has(d, 0, one) || has(d, 1, two)) && !has(d, 0, two) && !has(d, 1, one)
    const own = out.find(fits)
    if (!own) {
      out.push({ sides: [[one], [two]], tensions: [t] })
      continue
    }
    own.tensions.push(t)
    if (!has(own, 0, one)) own.sides[0].push(one)
    if (!has(own, 1, two)) own.sides[1].push(two)
  }
  return out
}

/** The two sides, the claim before its denial. */
function pair(t: Tension): [Item?, Item?] {
  const [one, two] = t.sides ?? []
  if (t.type === 'denial' && one && two && denies(one) && !denies(two)) return [two, one]
  return [one, two]
}

const denies = (i: Item) => i.marks.includes('⊘')

/** Who says one side of it: who says that it is so, as the sentence tells it, else who speaks. */
export function saidBy(i: Item): string {
  const according = i.line.split(' — according to ')[1]
  if (according) return according
  if (i.kind === 'statement' && i.who.length > 0) return i.who.map((n) => (n.unnamed ? `unnamed ${n.name}` : n.name)).join(', ')
  return (i.sources[0]?.source ?? 'The article') + ', in its own voice'
}
