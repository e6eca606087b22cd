// What the record has taken in since this page was loaded. It is only counted:
// nothing moves until the person asks for it.

import { signal } from '@preact/signals'
import { reload, root } from '../api/ask'

export const changes = signal(0)

export function listen(): void {
  const source = new EventSource(root + '/changes')
  source.addEventListener('change', () => changes.value++)
  source.onmessage = () => changes.value++
  // Where the API has no stream there is nothing to count; one that broke is
  // taken up again by the browser itself.
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
