// Files that are dropped anywhere on the page, and text that is pasted where
// nobody types, go to Add.

import { signal } from '@preact/signals'
import { draft, sendFiles } from '../screens/add/parcels'
import { may, signedOut } from '../session'
import { go, to } from '../url'

const over = signal(false)

const allowed = () => !signedOut.peek() && may('analyst')

export function listen(): void {
  const carries = (e: DragEvent) => [...(e.dataTransfer?.types ?? [])].some((t) => t === 'Files' || t === 'text/plain' || t === 'text/uri-list')
  const inside = (e: DragEvent) => e.dataTransfer?.types.includes('Files') || !(e.target instanceof Element && e.target.closest('input, textarea'))
  document.addEventListener('dragover', (e) => {
    if (!allowed() || !carries(e) || !inside(e)) return
    e.preventDefault()
    over.value = true
  })
  document.addEventListener('dragleave', (e) => {
    if (!e.relatedTarget) over.value = false
  })
  document.addEventListener('dragend', () => (over.value = false))
  document.addEventListener('drop', (e) => {
    over.value = false
    if (!allowed() || !carries(e) || !inside(e)) return
    e.preventDefault()
    take(e.dataTransfer)
  })
  document.addEventListener('paste', (e) => {
    if (!allowed() || e.defaultPrevented || document.querySelector('dialog[open]')) return
    if (e.target instanceof Element && e.target.closest('input, textarea, select')) return
    if (take(e.clipboardData)) e.preventDefault()
  })
}

/** Files are sent at once; a text is laid into the form, where its outlet and day can be given. */
function take(data: DataTransfer | null): boolean {
  const files = [...(data?.files ?? [])]
  const text = data?.getData('text/uri-list') || data?.getData('text/plain') || ''
  if (files.length > 0) sendFiles(files)
  else if (/^https?:\/\/\S+$/.test(text.trim())) draft.value = { ...draft.peek(), link: text.trim() }
  else if (text.trim()) draft.value = { ...draft.peek(), text }
  else return false
  go(to('add'))
  return true
}

/** Says that what is held above the page may be dropped. */
export function DropOver() {
  return over.value ? <div class="drop-over" aria-hidden="true">Drop to add to the record</div> : null
}
