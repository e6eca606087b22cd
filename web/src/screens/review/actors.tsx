// A field that holds several actors of the record: a chip each, and a field that
// adds one.

import { useEffect, useId, useState } from 'preact/hooks'
import type { Name } from '../../api/types'
import { Plain } from '../../parts/plain'
import { Proposals, useProposals } from '../../parts/proposals'

interface Props {
  label: string
  value: Name[]
  change: (all: Name[]) => void
  one?: boolean // at most one
  none?: string // what it means that there is none
}

export function ActorsField({ label, value, change, one, none = 'nobody' }: Props) {
  const id = useId()
  const [text, type] = useState('')
  const [at, pick] = useState(0)
  const [found, find] = useProposals(text, true, () => new URLSearchParams())
  useEffect(() => pick(0), [found])
  const listed = found.length > 0
  const choose = (i: number) => {
    const n = found[i]
    if (!n) return
    const name: Name = { id: n.id, name: n.name, country: n.country }
    change(one ? [name] : [...value.filter((v) => v.id !== n.id), name])
    type('')
    find([])
  }
  const key = (e: KeyboardEvent) => {
    if (e.key === 'Backspace' && text === '' && value.length > 0) change(value.slice(0, -1))
    else if (!listed) return
    else if (e.key === 'ArrowDown') pick((at + 1) % found.length)
    else if (e.key === 'ArrowUp') pick((at + found.length - 1) % found.length)
    else if (e.key === 'Enter') choose(at)
    else if (e.key === 'Escape') find([])
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <div class="combo actors-field">
      <label for={id}>{label}</label>
      <div class="actors-in">
        {value.map((v) => (
          <span class="chip">
            <Plain text={v.name} />
            <button type="button" aria-label={`remove ${v.name} from ${label}`} onClick={() => change(value.filter((o) => o.id !== v.id))}>×</button>
          </span>
        ))}
        <input id={id} value={text} autocomplete="off" role="combobox" aria-expanded={listed} aria-controls={id + '-list'} aria-autocomplete="list" placeholder={value.length === 0 ? none : ''}
          aria-activedescendant={listed ? `${id}-${at}` : undefined} onInput={(e) => type(e.currentTarget.value)} onKeyDown={key} onBlur={() => setTimeout(() => find([]), 150)} />
      </div>
      {listed && <Proposals id={id} found={found} at={at} choose={choose} />}
    </div>
  )
}
