import { useState } from 'preact/hooks'
import { announce } from '../live'

/** Puts a text onto the clipboard and says so. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [done, set] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      select(text) // without the permission, or on an address that is not this machine
    }
    set(true)
    announce(`${what} copied`)
    setTimeout(() => set(false), 1500)
  }
  return <button type="button" class="plain copy" data-copy onClick={copy}>{done ? 'copied' : `copy ${what}`}</button>
}

/** The old way: a field that is selected and copied. */
function select(text: string): void {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'aside'
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}
