// A field for an actor that proposes those of the record while one types.

import { useEffect, useId, useState } from 'preact/hooks'
import { get, root } from '../api/ask'
import type { ActorsAnswer } from '../api/types'
import { knowledgeOf, place } from '../url'
import { Plain } from './plain'

interface Props {
  name: string
  label: string
  value: string
  first?: boolean // gets the keyboard when the dialog opens
}

export function ActorField({ name, label, value, first }: Props) {
  const id = useId()
  const [text, type] = useState(value)
  const [found, find] = useState<{ id: string; name: string; about: string }[]>([])
  const [at, pick] = useState(-1)
  const [open, show] = useState(false)
  useEffect(() => {
    if (!open || text.trim().length < 2) return find([])
    const stop = new AbortController()
    const wait = setTimeout(() => {
      const q = knowledgeOf(place.peek().query)
      q.set('words', text.trim())
      q.set('limit', '8')
      get<ActorsAnswer>(root + '/actors?' + q.toString(), stop.signal).then(
        (a) => find(a.actors.map((w) => ({ id: w.id, name: w.name, about: [w.kind, w.country].filter(Boolean).join(' · ') }))),
        () => find([]), // without proposals a name can still be typed
      )
    }, 120)
    return () => {
      clearTimeout(wait)
      stop.abort()
    }
  }, [text, open])
  const choose = (i: number) => {
    type(found[i]!.name)
    show(false)
    pick(-1)
  }
  const key = (e: KeyboardEvent) => {
    if (!open || found.length === 0) return
    if (e.key === 'ArrowDown') pick((at + 1) % found.length)
    else if (e.key === 'ArrowUp') pick((at + found.length - 1) % found.length)
    else if (e.key === 'Enter' && at >= 0) choose(at)
    else if (e.key === 'Escape') show(false)
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  const listed = open && found.length > 0
  return (
    <div class="combo">
      <label for={id}>{label}</label>
      <input
        id={id} name={name} value={text} autocomplete="off" role="combobox" aria-expanded={listed} aria-controls={id + '-list'} aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined} data-first={first ? '' : undefined}
        onInput={(e) => { type(e.currentTarget.value); show(true); pick(-1) }} onKeyDown={key} onBlur={() => setTimeout(() => show(false), 150)}
      />
      {listed && (
        <ul id={id + '-list'} role="listbox" aria-label="Actors of the record">
          {found.map((f, i) => (
            <li id={`${id}-${i}`} role="option" aria-selected={i === at} onMouseDown={(e) => { e.preventDefault(); choose(i) }}>
              <Plain text={f.name} /> <span class="also">{f.about}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
