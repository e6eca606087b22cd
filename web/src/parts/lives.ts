// The lives of a commitment in words, in the order in which a desk looks at them.

import type { Commitment } from '../api/types'

export const lives: { life: string; title: string; means: string }[] = [
  { life: 'overdue', title: 'Overdue', means: 'the day has passed without a report' },
  { life: 'triggered', title: 'Triggered', means: 'a person said that its condition is met' },
  { life: 'waiting', title: 'Waiting on its condition', means: 'what it hangs on has not been said to be met' },
  { life: 'made', title: 'Made', means: 'said, without a condition, and not yet rated' },
  { life: 'proposed', title: 'Proposed', means: 'offered, not yet taken up' },
  { life: 'partly', title: 'Partly kept', means: 'a person said so' },
  { life: 'not_checkable', title: 'Not checkable', means: 'a person said that nothing could show it' },
  { life: 'broken', title: 'Broken', means: 'a person said so' },
  { life: 'kept', title: 'Kept', means: 'a person said so' },
  { life: 'lapsed', title: 'Lapsed', means: 'a person said that its time is over' },
  { life: 'withdrawn', title: 'Withdrawn', means: 'taken back by who said it' },
  { life: 'superseded', title: 'Superseded', means: 'another took its place' },
]

export const lifeTitle = (life: string): string => lives.find((l) => l.life === life)?.title ?? life

/** What a person may rate, with what each means. */
export const ratable: [string, string][] = [
  ['triggered', 'its condition is met'], ['kept', 'it was done'], ['partly', 'some of it was done'], ['broken', 'the contrary was done, or the day has passed'],
  ['lapsed', 'it does not count any more'], ['withdrawn', 'taken back'], ['superseded', 'another took its place'], ['not_checkable', 'nothing could show it'],
  ['waiting', 'still hangs on its condition'], ['made', 'stands, nothing more'],
]

/** What a commitment is, by the force of its words. */
export const form = (c: Pick<Commitment, 'type' | 'notes'>): string => {
  const by: Record<string, string> = { pledge: 'pledge', threaten: 'threat', propose: 'proposal', demand: 'demand', refuse: 'refusal' }
  return c.notes.includes('a red line') ? 'red line' : (by[c.type] ?? c.type)
}
