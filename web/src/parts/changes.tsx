// What the record has taken in since this page was loaded. It is only counted:
// nothing moves until the person asks for it.

import { signal } from '@preact/signals'
import { reload, root } from '../api/ask'

export const changes = signal(0)

/** Decisions that were taken here and articles that were added: what they change is no news. */
export const mine = new Set<number | string>()

/** So many articles are on their way from here. */
export const adding = signal(0)

let listening = false
let source: EventSource | null = null
let last = '' // the number of the last event; nothing between is missed

/** Listens while the page is seen. A browser has six connections to a server for all its tabs: hidden ones leave theirs. */
export function listen(): void {
  if (listening) return
  listening = true
  document.addEventListener('visibilitychange', turn)
  turn()
}

function turn(): void {
  if (document.hidden) {
    source?.close()
    source = null
  } else source ??= opened()
}

// Where the API has no stream there is nothing to count; one that broke is taken
// up again by the browser itself.
function opened(): EventSource {
  const s = new EventSource(`${root}/changes${last && `?after=${last}`}`)
  s.addEventListener('state', (e) => (last = e.lastEventId))
  s.addEventListener('change', (e) => {
    last = e.lastEventId
    const { decision = 0, article = '' } = JSON.parse(e.data as string) as { decision?: number; article?: string }
    // What was done here may be told before the answer to it.
    setTimeout(() => mine.has(decision) || mine.has(article) || changes.value++, decision || adding.peek() > 0 ? 1500 : 0)
  })
  return s
}

export function seeChanges(): void {
  changes.value = 0
  reload()
}

export function ChangesNote() {
  const n = changes.value
  if (n === 0) return null
  return (
    <p class="changes" role="status">
      {n === 1 ? '1 change' : `${n} changes`} since you looked{' '}
      <button type="button" onClick={seeChanges}>reload <kbd>r</kbd></button>
    </p>
  )
}
