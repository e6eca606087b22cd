import { useState } from 'preact/hooks'
import { announce } from '../live'

/** Puts a text onto the clipboard and says so. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [done, set] = useState(false)
  const press = async () => {
    await copy(text, what)
    set(true)
    setTimeout(() => set(false), 1500)
  }
  return <button type="button" class="plain copy" onClick={press}>{done ? 'copied' : `copy ${what}`}</button>
}

/** Puts a text onto the clipboard and tells a screen reader. */
export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    select(text) // without the permission, or on an address that is not this machine
  }
  announce(`${what} copied`)
}

/** The old way: a field that is selected and copied. */
function select(text: string): void {
  const had = document.activeElement as HTMLElement | null
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'aside'
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
  had?.focus()
}
