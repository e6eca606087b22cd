import { useRef } from 'preact/hooks'
import { go, place, to } from '../url'

/** Words to search for, from every screen. */
export function SearchBox() {
  const field = useRef<HTMLInputElement>(null)
  const submit = (e: Event) => {
    e.preventDefault()
    const words = field.current!.value.trim()
    if (!words) return
    go(to('search', '', { words }))
    field.current!.blur()
  }
  const { screen, query } = place.value
  const shown = screen === 'search' ? (query.get('words') ?? '') : ''
  return (
    <form class="search" role="search" onSubmit={submit}>
      <label class="aside" for="search">Search words in articles and statements</label>
      <input id="search" type="search" name="words" ref={field} placeholder="search" autocomplete="off" defaultValue={shown} key={shown}
        onKeyDown={(e) => { if (e.key === 'Escape') e.currentTarget.blur() }} />
      <kbd>/</kbd>
    </form>
  )
}
