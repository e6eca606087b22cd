// What the answer is filtered by: a chip each, and a form that adds one. The
// filters live in the address; this only shows and changes it.

import { signal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { root, useAnswer, useGet } from '../api/ask'
import { actTypes, forces } from '../api/types'
import { go, here, knowledgeOf, listed, place, filterNames, type FilterName } from '../url'
import { ActorField } from './actorfield'
import { Dialog } from './dialog'
import { legend } from './marks'
import { Plain } from './plain'

export const filtersOpen = signal(false)

const said: Record<FilterName, string> = {
  actor: 'actor', pair: 'pair', issue: 'issue', source: 'source', type: 'type', status: 'status', words: 'words', key: 'key rows', since: 'since', until: 'until', on: 'today is',
}

/** One value of a filter that is in force. */
interface Chip {
  name: FilterName
  value: string
}

function chips(query: URLSearchParams, without: readonly FilterName[]): Chip[] {
  return filterNames.filter((n) => !without.includes(n)).flatMap((name) =>
    query.getAll(name).flatMap((v) => (listed.includes(name) ? v.split(',') : [v])).map((value) => ({ name, value })))
}

/** The chips, and the button to the form. without are filters that the screen shows itself. */
export function FilterBar({ without = [] }: { without?: FilterName[] }) {
  const { query } = place.value
  const all = chips(query, without)
  return (
    <div class="filters" role="group" aria-label="Filters">
      {all.map((c) => (
        <span class="chip">
          {said[c.name]}{c.name !== 'key' && <> <b><Plain text={c.name === 'actor' ? short(c.value) : c.name === 'pair' ? c.value.split(',').map(short).join(' and ') : c.value} /></b></>}
          <button type="button" aria-label={`remove ${said[c.name]} ${c.value}`} onClick={() => go(here(taken(query, c)))}>×</button>
        </span>
      ))}
      <button type="button" class="plain" onClick={() => (filtersOpen.value = true)}>filter <kbd>f</kbd></button>
      {all.length > 1 && <a href={here(Object.fromEntries(filterNames.filter((n) => !without.includes(n)).map((n) => [n, ''])))}>clear all</a>}
    </div>
  )
}

/** An actor may be given by id: "person:emmanuel-macron:FRA". */
const short = (v: string) => (/^[a-z]+:[^:]+:/.test(v) ? v.split(':')[1]!.replaceAll('-', ' ') : v)

const taken = (query: URLSearchParams, c: Chip) => ({
  [c.name]: query.getAll(c.name).flatMap((v) => (listed.includes(c.name) ? v.split(',') : [v])).filter((v) => v !== c.value),
})

const statuses: [string, string][] = [['happened', '●'], ['ongoing', '◐'], ['planned', '○'], ['proposed', '◇'], ['possible', '⟂'], ['negated', '⊘']]

/** The form of all filters. */
export function Filters() {
  const open = filtersOpen.value
  return (
    <Dialog title="Filter" open={open} close={() => (filtersOpen.value = false)} wide>
      {open && <Form />}
    </Dialog>
  )
}

function Form() {
  const { query } = place.value
  const form = useRef<HTMLFormElement>(null)
  const sources = useAnswer('sources', knowledgeOf(query))
  const issues = useGet<{ issues: string[] }>(root + '/issues')
  const many = (n: string) => query.getAll(n).flatMap((v) => v.split(','))
  const [one = '', two = ''] = (query.get('pair') ?? '').split(',')
  const submit = (e: Event) => {
    e.preventDefault()
    const f = new FormData(form.current!)
    const text = (n: string) => String(f.get(n) ?? '').trim()
    const pair = text('one') && text('two') ? `${text('one')},${text('two')}` : ''
    filtersOpen.value = false
    go(here({
      actor: (f.getAll('actor') as string[]).map((v) => v.trim()), pair, issue: text('issue'), source: text('source'), words: text('words'),
      key: text('key'), since: text('since'), until: text('until'), on: text('on'), type: f.getAll('type') as string[], status: f.getAll('status') as string[],
    }))
  }
  const type = (t: string) => <label><input type="checkbox" name="type" value={t} defaultChecked={many('type').includes(t)} /> {t}</label>
  return (
    <form class="filter-form" ref={form} onSubmit={submit}>
      <fieldset>
        <legend>Who</legend>
        <ActorField name="actor" label="Actor" value={query.getAll('actor')[0] ?? ''} first />
        <ActorField name="actor" label="or actor" value={query.getAll('actor')[1] ?? ''} />
        <ActorField name="one" label="Both: one" value={one.trim()} />
        <ActorField name="two" label="and the other" value={two.trim()} />
      </fieldset>
      <fieldset>
        <legend>What</legend>
        <label>Words <input name="words" defaultValue={query.get('words') ?? ''} autocomplete="off" /></label>
        <label>Issue <input name="issue" defaultValue={query.get('issue') ?? ''} list="issues" autocomplete="off" /></label>
        <datalist id="issues">{issues.state === 'answered' && issues.answer.issues?.map((i) => <option value={i} />)}</datalist>
        <label>Source <input name="source" defaultValue={query.get('source') ?? ''} list="sources" autocomplete="off" /></label>
        <datalist id="sources">{sources.state === 'answered' && sources.answer.outlets.map((o) => o.name && <option value={o.name} />)}</datalist>
        <label class="inline"><input type="checkbox" name="key" value="true" defaultChecked={query.get('key') === 'true'} /> key rows only</label>
      </fieldset>
      <fieldset>
        <legend>When</legend>
        <DateField name="since" label="Since" />
        <DateField name="until" label="Until" />
        <DateField name="on" label="Take for today" />
      </fieldset>
      <fieldset class="checks">
        <legend>Status of an act</legend>
        {statuses.map(([s, glyph]) => <label><input type="checkbox" name="status" value={s} defaultChecked={many('status').includes(s)} /> {legend[glyph]}</label>)}
      </fieldset>
      <fieldset class="checks">
        <legend>Type of act</legend>
        {actTypes.map(type)}
      </fieldset>
      <fieldset class="checks">
        <legend>Force of a statement</legend>
        {forces.map(type)}
      </fieldset>
      <p class="actions">
        <button type="submit" class="main">Show <kbd>enter</kbd></button>
      </p>
    </form>
  )
}

/** A date as the API reads it: a day, a month, a year, today, yesterday. */
export function DateField({ name, label, value, first }: { name: string; label: string; value?: string; first?: boolean }) {
  return (
    <label>
      {label}
      <input name={name} defaultValue={value ?? place.value.query.get(name) ?? ''} placeholder="2022-02-08" autocomplete="off" data-first={first ? '' : undefined}
        pattern="\d{4}(-\d\d){0,2}|today|yesterday" title="2022-02-08, 2022-02, 2022, today or yesterday" />
    </label>
  )
}
