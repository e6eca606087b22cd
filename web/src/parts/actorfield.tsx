// A field for an actor that proposes those of the record while one types.

import { useId, useState } from 'preact/hooks'
import { knowledgeOf, place } from '../url'
import { Proposals, useProposals } from './proposals'

interface Props {
  name: string
  label: string
  value: string
  first?: boolean // gets the keyboard when the dialog opens
}

export function ActorField({ name, label, value, first }: Props) {
  const id = useId()
  const [text, type] = useState(value)
  const [at, pick] = useState(-1)
  const [open, show] = useState(false)
  const [found] = useProposals(text, open, () => knowledgeOf(place.peek().query))
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
      {listed && <Proposals id={id} found={found} at={at} choose={choose} />}
    </div>
  )
}
