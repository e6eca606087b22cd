// The actors of the record that a field proposes while one types.

import { useEffect, useState } from 'preact/hooks'
import { get, root } from '../api/ask'
import type { ActorsAnswer, Name } from '../api/types'
import { Plain } from './plain'

export interface Proposal extends Name {
  about: string // what kind of actor, from where
}

const pause = 120 // ms without a key before the record is asked

/** Looks for actors whose names have what was typed, as known as the query says; nothing where less than two letters are there, or nothing is wanted. */
export function useProposals(text: string, wanted: boolean, query: () => URLSearchParams): [Proposal[], (all: Proposal[]) => void] {
  const [found, find] = useState<Proposal[]>([])
  useEffect(() => {
    if (!wanted || text.trim().length < 2) return find([])
    const stop = new AbortController()
    const wait = setTimeout(() => {
      const q = query()
      q.set('words', text.trim())
      q.set('limit', '8')
      get<ActorsAnswer>(root + '/actors?' + q.toString(), stop.signal).then(
        (a) => find(a.actors.map((w) => ({ id: w.id, name: w.name, country: w.country, about: [w.kind, w.country].filter(Boolean).join(' · ') }))),
        () => find([]), // without proposals a name can still be typed
      )
    }, pause)
    return () => {
      clearTimeout(wait)
      stop.abort()
    }
  }, [text, wanted])
  return [found, find]
}

/** The list below a field with this id; at is the one that enter takes. */
export function Proposals({ id, found, at, choose }: { id: string; found: Proposal[]; at: number; choose: (i: number) => void }) {
  return (
    <ul id={id + '-list'} role="listbox" aria-label="Actors of the record">
      {found.map((f, i) => (
        <li id={`${id}-${i}`} role="option" aria-selected={i === at} onMouseDown={(e) => { e.preventDefault(); choose(i) }}>
          <Plain text={f.name} /> <span class="also">{f.about}</span>
        </li>
      ))}
    </ul>
  )
}
