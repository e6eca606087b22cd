// Since when: the day before, the last visit, or any day. The last visit is
// remembered on this machine alone.

import { useState } from 'preact/hooks'
import { go, here, place } from '../url'

const day = (d: Date) => d.toISOString().slice(0, 10)

// Two visits are two when some hours lie between them; reloading is none.
const apart = 4 * 3600_000

const lastVisit = (() => {
  const now = Date.now()
  const at = Number(localStorage.getItem('visit')) || 0
  const before = localStorage.getItem('visit-before') ?? ''
  localStorage.setItem('visit', String(now))
  if (at === 0 || now - at < apart) return before
  localStorage.setItem('visit-before', day(new Date(at)))
  return day(new Date(at))
})()

export function Since({ since }: { since: string }) {
  const [asking, ask] = useState(false)
  const set = (e: Event) => {
    e.preventDefault()
    const value = String(new FormData(e.target as HTMLFormElement).get('since')).trim()
    ask(false)
    go(here({ since: value }))
  }
  return (
    <span class="since">
      <b>Since {since}</b>
      {place.value.query.has('since') && <a href={here({ since: '' })}>since the day before</a>}
      {lastVisit && lastVisit !== since && <a href={here({ since: lastVisit })}>since your last visit, {lastVisit}</a>}
      {asking ? (
        <form onSubmit={set}>
          <label class="aside" for="since">Since</label>
          <input id="since" name="since" defaultValue={since} size={10} autofocus pattern="\d{4}(-\d\d){0,2}|today|yesterday" title="2022-02-08, 2022-02, 2022, today or yesterday" />
          <button type="submit">show</button>
        </form>
      ) : <button type="button" class="plain" onClick={() => ask(true)}>another day</button>}
    </span>
  )
}
