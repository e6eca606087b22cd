// An answer that comes in pages: each ends with the cursor of the next.

import { useCallback, useEffect, useState } from 'preact/hooks'
import { announce } from '../live'
import { askedOf, place } from '../url'
import { fresh, get, path, useGet, type Asked, type Problem, type Question } from './ask'
import type { Answers } from './types'

export interface Pages<A, T> {
  asked: Asked<A> // the first page
  items: T[] // of all pages that came
  more?: () => void // fetches the next one; absent where there is none
  problem?: Problem // of the page that did not come
}

// Pages that came, by the address of the first: going back finds them again.
const had = new Map<string, { last: unknown; items: unknown[] }>()

/** Puts a question page by page; items says where the rows of its answer are. */
export function usePages<Q extends Question, T>(question: Q, items: (a: Answers[Q]) => T[], limit: number, query = place.value.query): Pages<Answers[Q], T> {
  const ask = askedOf(query)
  if (!ask.has('limit')) ask.set('limit', String(limit))
  const address = path(question, ask)
  const asked = useGet<Answers[Q]>(address)
  const again = fresh.value
  const [later, set] = useState<{ address: string; again: number; items: T[]; last: Answers[Q] | null; problem?: Problem }>({ address, again, items: [], last: null })
  const mine = later.address === address && later.again === again ? later : { address, again, items: [] as T[], last: null }
  const first = asked.state === 'answered' ? asked.answer : null
  useEffect(() => {
    const kept = place.peek().back ? had.get(address) : undefined
    if (kept && mine.last === null) set({ address, again, items: kept.items as T[], last: kept.last as Answers[Q] })
  }, [address])
  const next = (mine.last ?? first)?.next
  const more = useCallback(() => {
    if (!next || fetching.has(address + next)) return
    fetching.add(address + next)
    const q = new URLSearchParams(ask)
    q.set('after', next)
    get<Answers[Q]>(path(question, q)).then(
      (a) => {
        const all = [...mine.items, ...items(a)]
        had.set(address, { last: a, items: all })
        announce(`${items(a).length} more rows`)
        set({ address, again, items: all, last: a })
      },
      (problem: Problem) => set({ ...mine, problem }),
    ).finally(() => fetching.delete(address + next))
  }, [address, next, mine.items])
  const shown = asked.state === 'answered' ? asked.answer : asked.state === 'waiting' ? asked.before : undefined
  return { asked, items: shown ? [...items(shown), ...mine.items] : [], more: next ? more : undefined, problem: mine.problem }
}

const fetching = new Set<string>()
