// What an answer may rest on: everything, what the record held at a time, or
// what had been published by a day. Anything but "now" is said in a banner, so
// that nobody reads yesterday's knowledge for today's.

import { signal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { go, here, place } from '../url'
import { Dialog } from './dialog'
import { DateField } from './filters'

export const knowledgeOpen = signal(false)

const now = () => here({ as_known: '', as_reported: '' })

/** The control in the header. */
export function KnowledgeButton() {
  const { query } = place.value
  const known = query.get('as_known')
  const reported = query.get('as_reported')
  return (
    <button type="button" class={'knowledge' + (known || reported ? ' past' : '')} aria-haspopup="dialog" onClick={() => (knowledgeOpen.value = true)}>
      {known ? `as known ${known.replace('T', ' ')}` : reported ? `as reported by ${reported}` : 'as known now'} <kbd>t</kbd>
    </button>
  )
}

/** Over every screen while it does not show what is known now. */
export function KnowledgeBanner() {
  const { query } = place.value
  const known = query.get('as_known')
  const reported = query.get('as_reported')
  if (!known && !reported) return null
  return (
    <p class="banner past" role="status">
      <span>
        {known ? <>You are reading what the record knew on <b>{known.replace('T', ' ')}</b>.</> : <>You are reading what had been published by <b>{reported}</b>.</>}
        {' '}Nothing later is shown.
      </span>
      <a href={now()}>back to now</a>
    </p>
  )
}

export function Knowledge() {
  const open = knowledgeOpen.value
  return (
    <Dialog title="As known when" open={open} close={() => (knowledgeOpen.value = false)}>
      {open && <Form />}
    </Dialog>
  )
}

function Form() {
  const { query } = place.value
  const form = useRef<HTMLFormElement>(null)
  const submit = (e: Event) => {
    e.preventDefault()
    const f = new FormData(form.current!)
    const text = (n: string) => String(f.get(n) ?? '').trim()
    knowledgeOpen.value = false
    // They exclude one another: the one that was changed counts.
    const reported = text('as_reported')
    const changed = reported !== (query.get('as_reported') ?? '')
    go(here({ as_known: changed && reported ? '' : text('as_known'), as_reported: text('as_known') && !changed ? '' : reported, on: text('on') }))
  }
  return (
    <form class="knowledge-form" ref={form} onSubmit={submit}>
      <p>
        <label>As the record held it on
          <input name="as_known" defaultValue={query.get('as_known') ?? ''} placeholder="2022-02-08 or 2022-02-08T18:00" autocomplete="off" data-first
            pattern="\d{4}(-\d\d){0,2}(T\d\d:\d\d(:\d\d)?(Z|[+\-]\d\d:\d\d)?)?|today|yesterday" title="a day, or a minute in UTC: 2022-02-08T18:00" />
        </label>
        <span class="hint">By the time of recording. A day counts to its end, in UTC.</span>
      </p>
      <p>
        <DateField name="as_reported" label="As published by" />
        <span class="hint">By the date of the articles, whenever they were recorded.</span>
      </p>
      <p>
        <DateField name="on" label="Take for today" />
        <span class="hint">What is past, upcoming and overdue counts from this day; knowledge stays as it is.</span>
      </p>
      <p class="actions">
        <button type="submit" class="main">Show <kbd>enter</kbd></button>
        <button type="button" onClick={() => { knowledgeOpen.value = false; go(here({ as_known: '', as_reported: '', on: '' })) }}>Now</button>
      </p>
    </form>
  )
}
