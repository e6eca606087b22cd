// Actors: who is in the record, those with most rows first.

import { useRef } from 'preact/hooks'
import { list } from '../api/ask'
import { usePages } from '../api/pages'
import type { Actor } from '../api/types'
import { Arrived, Head, thousands } from '../parts/answered'
import { Plain } from '../parts/plain'
import { Empty } from '../parts/problem'
import { shortRoles } from '../parts/roles'
import { Rows } from '../parts/rows'
import { go, here, place, to } from '../url'

export default function Actors() {
  const pages = usePages('actors', (a) => list(a.actors), 100)
  return (
    <>
      <Words />
      <Arrived asked={pages.asked}>
        {(a) => (
          <>
            <Head head={a} question="actors" />
            {pages.items.length === 0 && <Empty>Nobody fits. Names are found by any name that an article prints.</Empty>}
            <p class="actor-line actor-heads" aria-hidden="true"><span>Name</span><span>Kind</span><span>Roles</span><span class="number">Acts</span><span class="number">Said</span><span class="number">Figures</span><span>Reported</span></p>
            <Rows items={pages.items} more={pages.more} label="Actors">{(w) => <One who={w} />}</Rows>
          </>
        )}
      </Arrived>
    </>
  )
}

/** Looks for names. */
function Words() {
  const field = useRef<HTMLInputElement>(null)
  const submit = (e: Event) => {
    e.preventDefault()
    go(here({ words: field.current!.value.trim() }), { replace: true })
  }
  return (
    <form class="actor-words" onSubmit={submit}>
      <label>Name <input name="words" ref={field} value={place.value.query.get('words') ?? ''} autocomplete="off" spellcheck={false} /></label>
      <button type="submit">look</button>
    </form>
  )
}

function One({ who: w }: { who: Actor }) {
  const n = (kind: string) => w.counts[kind] ?? 0
  return (
    <div class="actor-line" data-row={w.id} tabIndex={-1}>
      <span><a href={to('actor', w.id, { words: '' })} data-open><Plain text={(w.unnamed ? 'unnamed ' : '') + w.name} /></a>{w.same && w.same.length > 0 && <span class="also"> and {w.same.length} {w.same.length === 1 ? 'other id' : 'other ids'}</span>}</span>
      <span class="also">{kind(w)}</span>
      <span class="also"><Plain text={shortRoles(list(w.offices))} /></span>
      <span class="number">{thousands(n('act'))}<span class="unit"> acts</span></span>
      <span class="number">{thousands(n('statement'))}<span class="unit"> said</span></span>
      <span class="number">{thousands(n('figure'))}<span class="unit"> figures</span></span>
      <span class="also">{w.first}{w.last !== w.first && ` to ${w.last}`}</span>
    </div>
  )
}

/** "person, USA". */
export const kind = (w: Pick<Actor, 'kind' | 'country'>) => [w.kind.replace('_', ' '), w.country].filter(Boolean).join(', ')
