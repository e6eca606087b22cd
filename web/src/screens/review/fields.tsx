// The fields of a row that a person may set, under the names of the record.

import { useState } from 'preact/hooks'
import type { Item, Name } from '../../api/types'
import { actTypes, forces, statuses } from '../../api/types'
import { ActorsField } from './actors'

/** What the form holds: text, a list of actors, or a tick. */
export type Values = Record<string, string | boolean | Name[]>

interface Field {
  name: string
  label: string
  none?: string // what an empty list means
  is: 'text' | 'date' | 'place' | 'actors' | 'actor' | 'tick' | 'number' | readonly string[]
}

const modes = ['direct', 'indirect', 'mixed'] as const
const bounds = ['exact', 'about', 'over', 'under', 'range'] as const
const counts = ['observed', 'forecast', 'threshold', 'promised'] as const
const either = ['yes', 'no'] as const

/** By kind of row. A list has an empty choice first, which leaves the field as it is. */
export const fields: Record<string, Field[]> = {
  act: [
    { name: 'status', label: 'Status', is: statuses }, { name: 'type', label: 'Type', is: actTypes }, { name: 'who', label: 'Who', is: 'actors' }, { name: 'whom', label: 'Whom', is: 'actors' },
    { name: 'date', label: 'When', is: 'date' }, { name: 'place', label: 'Where', is: 'place' }, { name: 'by', label: 'Says who', is: 'actors', none: 'the article itself' }, { name: 'key', label: 'key row', is: 'tick' },
  ],
  statement: [
    { name: 'force', label: 'Force', is: forces }, { name: 'mode', label: 'Mode', is: modes }, { name: 'speakers', label: 'Speaker', is: 'actors' }, { name: 'to', label: 'To whom', is: 'actors' },
    { name: 'date', label: 'Said when', is: 'date' }, { name: 'deadline', label: 'Deadline', is: 'date' }, { name: 'about', label: 'About', is: 'actors' }, { name: 'via', label: 'Through whom', is: 'actors', none: 'the article' },
    { name: 'red_line', label: 'Red line', is: either }, { name: 'negated', label: 'Negated', is: either }, { name: 'key', label: 'key row', is: 'tick' },
  ],
  figure: [
    { name: 'low', label: 'Number, or from', is: 'number' }, { name: 'high', label: 'up to', is: 'number' }, { name: 'bound', label: 'Bound', is: bounds }, { name: 'unit', label: 'Of what', is: 'text' },
    { name: 'of', label: 'Whose', is: 'actor' }, { name: 'kind', label: 'Kind', is: counts }, { name: 'date', label: 'As of', is: 'date' }, { name: 'place', label: 'Where', is: 'place' },
    { name: 'by', label: 'Says who', is: 'actors', none: 'the article itself' }, { name: 'key', label: 'key row', is: 'tick' },
  ],
}

/** What a row has now. */
export function valuesOf(item: Item): Values {
  const number = (n?: number) => (n === undefined ? '' : String(n))
  const common = { place: item.place?.name ?? '', key: item.key, by: item.by }
  switch (item.kind) {
    case 'act':
      return { ...common, status: item.status ?? '', type: item.type, who: item.who, whom: item.whom, date: item.happens?.edtf ?? '' }
    case 'statement':
      return { ...common, force: item.type, mode: '', speakers: item.who, to: item.whom, about: item.about ?? [], via: item.by, date: item.said?.edtf ?? '', deadline: item.happens?.edtf ?? '', red_line: '', negated: '' }
    case 'figure':
      return { ...common, low: number(item.low), high: number(item.high), bound: item.bound ?? '', unit: item.unit ?? '', of: item.who, kind: item.type, date: item.happens?.edtf ?? '' }
  }
  return {}
}

/** An empty form for a new row. */
export function blankValues(kind: string): Values {
  const out: Values = {}
  for (const f of fields[kind] ?? []) out[f.name] = f.is === 'actors' || f.is === 'actor' ? [] : f.is === 'tick' ? false : ''
  return out
}

/** The fields that changed, as a decision has them. */
export function changedFields(kind: string, before: Values, after: Values): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const f of fields[kind] ?? []) {
    if (JSON.stringify(before[f.name]) !== JSON.stringify(after[f.name])) out[f.name] = valueOf(f, after[f.name]!)
  }
  return out
}

function valueOf(f: Field, v: string | boolean | Name[]): unknown {
  if (Array.isArray(v)) return f.is === 'actor' ? (v[0]?.id ?? '') : v.map((n) => n.id)
  if (typeof v === 'boolean') return v
  const text = v.trim()
  if (f.is === 'date') return text ? { edtf: text, basis: 'read' } : null
  if (f.is === 'place') return text ? { name: text, country: null, precision: 'none', basis: 'read' } : null
  if (f.is === 'number') return Number(text.replaceAll(/[,\s]/g, ''))
  if (f.is === either) return text === 'yes'
  return text
}

interface Props {
  kind: string
  values: Values
  change: (v: Values) => void
  fresh?: boolean // of a new row: a list has no choice that leaves it as it is
}

export function Fields({ kind, values, change, fresh }: Props) {
  const set = (name: string, v: string | boolean | Name[]) => change({ ...values, [name]: v })
  return (
    <div class="row-fields">
      {(fields[kind] ?? []).map((f, i) => {
        const v = values[f.name]
        if (f.is === 'actors' || f.is === 'actor') return <ActorsField label={f.label} value={v as Name[]} one={f.is === 'actor'} none={f.none} change={(all) => set(f.name, all)} />
        if (f.is === 'tick') return <label class="inline"><input type="checkbox" checked={v as boolean} onChange={(e) => set(f.name, e.currentTarget.checked)} /> {f.label}</label>
        if (typeof f.is !== 'string') {
          return (
            <label>{f.label}
              <select value={v as string} data-first={i === 0 ? '' : undefined} onChange={(e) => set(f.name, e.currentTarget.value)}>
                {(v === '' || !f.is.includes(v as string)) && <option value="">{fresh ? 'choose' : 'as it is'}</option>}
                {f.is.map((o) => <option value={o}>{o}</option>)}
              </select>
            </label>
          )
        }
        return (
          <label>{f.label}
            <input value={v as string} autocomplete="off" data-first={i === 0 ? '' : undefined} inputMode={f.is === 'number' ? 'decimal' : undefined}
              placeholder={f.is === 'date' ? '2022-02-08' : 'not stated'} title={f.is === 'date' ? 'EDTF: 2022-02-07, 2022-02, 2022-02-14/2022-02-15, 2022-02-08/..' : undefined} onInput={(e) => set(f.name, e.currentTarget.value)} />
          </label>
        )
      })}
    </div>
  )
}

/** State for a form that begins anew with another row. */
export function useValues(of: string, begin: () => Values): [Values, (v: Values) => void, Values] {
  const [state, set] = useState({ of, before: begin(), values: begin() })
  const own = state.of === of ? state : { of, before: begin(), values: begin() }
  return [own.values, (values) => set({ ...own, values }), own.before]
}
