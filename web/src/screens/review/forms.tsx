// What a decision needs besides a key: a reason, fields, rows, another entry.

import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { get, path, useGet } from '../../api/ask'
import type { FiguresAnswer, Item, StatementsAnswer, TimelineAnswer, WhyAnswer } from '../../api/types'
import { Arrived } from '../../parts/answered'
import { Marks } from '../../parts/marks'
import { Plain } from '../../parts/plain'
import { changedFields, Fields, useValues, valuesOf } from './fields'
import type { Waiting } from './queue'

interface FormProps {
  title: string
  close: () => void
  submit: () => void
  hint?: ComponentChildren
  children: ComponentChildren
  actions: ComponentChildren
}

/** A form under the row. It has the keyboard until it closes; esc closes it. */
export function Form({ title, close, submit, hint, children, actions }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('[data-first]') ?? form.current?.querySelector<HTMLElement>('input, select, textarea, button')
    first?.focus()
    return () => document.querySelector<HTMLElement>('.review-row [data-row]')?.focus({ preventScroll: true })
  }, [])
  const key = (e: KeyboardEvent) => {
    if (e.key === 'Enter' && !e.defaultPrevented && /^(SELECT|INPUT)$/.test((e.target as Element).tagName)) {
      e.preventDefault() // as in every other field
      submit()
    }
    if (e.key === 'Escape' && !e.defaultPrevented) {
      e.preventDefault()
      e.stopPropagation()
      close()
    }
  }
  return (
    <form class="review-form" ref={form} aria-label={title} onKeyDown={key} onSubmit={(e) => { e.preventDefault(); submit() }}>
      <h2>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {children}
      <p class="actions">
        {actions}
        <button type="button" class="plain" onClick={close}>leave it <kbd>esc</kbd></button>
      </p>
    </form>
  )
}

const reasons = ['The text does not say it', 'The status is wrong', 'The speaker is wrong', 'Who or whom is wrong', 'The date is wrong', 'It stands in the record already', 'It does not matter']

/** Why a row is wrong: a digit takes a reason that is often given. */
export function Reject({ many, close, take }: { many?: number; close: () => void; take: (reason: string) => void }) {
  const [reason, say] = useState('')
  const digit = (e: KeyboardEvent) => {
    const r = reason === '' && /^[1-9]$/.test(e.key) ? reasons[Number(e.key) - 1] : undefined
    if (!r) return
    e.preventDefault()
    e.stopPropagation()
    take(r)
  }
  return (
    <Form title={many ? `Reject ${many} rows` : 'Reject: why?'} close={close} submit={() => reason.trim() && take(reason.trim())} actions={<button type="submit" class="main" disabled={!reason.trim()}>Reject <kbd>enter</kbd></button>}>
      <ol class="reasons">
        {reasons.map((r, i) => <li><button type="button" onClick={() => take(r)}><kbd>{i + 1}</kbd> {r}</button></li>)}
      </ol>
      <label>or in your words <input data-first value={reason} autocomplete="off" onKeyDown={digit} onInput={(e) => say(e.currentTarget.value)} /></label>
    </Form>
  )
}

/** Sets fields of a row. */
export function Edit({ of, close, take }: { of: Waiting; close: () => void; take: (value: Record<string, unknown>, accept: boolean) => void }) {
  const { item } = of
  const [values, change, before] = useValues(item.id, () => valuesOf(item))
  const changed = changedFields(item.kind, before, values)
  const n = Object.keys(changed).length
  return (
    <Form title="Edit the fields" close={close} submit={() => n > 0 && take(changed, true)} hint="What you set stands above what is read, also when the article is read again."
      actions={<>
        <button type="submit" class="main" disabled={n === 0}>Save and accept <kbd>enter</kbd></button>
        <button type="button" disabled={n === 0} onClick={() => take(changed, false)}>Save only</button>
      </>}>
      <Fields kind={item.kind} values={values} change={change} />
    </Form>
  )
}

/** Which rows of an entry tell another thing. */
export function Split({ of, close, take }: { of: Waiting; close: () => void; take: (leave: string[], seen: number) => void }) {
  const why = useGet<WhyAnswer>(path('why', new URLSearchParams(), of.item.id))
  const [leave, choose] = useState<string[]>([])
  return (
    <Arrived asked={why}>
      {(a) => (
        <Form title="Split: which rows tell another thing?" close={close} submit={() => leave.length > 0 && leave.length < a.tellings.length && take(leave, a.seen)} hint="Those that you mark leave this entry together. They stay apart, whatever is read later."
          actions={<button type="submit" class="main" disabled={leave.length === 0 || leave.length === a.tellings.length}>Split off {leave.length || ''} <kbd>enter</kbd></button>}>
          <ol class="choices">
            {a.tellings.map((t, i) => (
              <li>
                <label class="inline">
                  <input type="checkbox" data-first={i === 0 ? '' : undefined} checked={leave.includes(t.id)} onChange={(e) => choose(e.currentTarget.checked ? [...leave, t.id] : leave.filter((id) => id !== t.id))} />{' '}
                  <Marks marks={t.marks} /><Plain text={t.line} />
                  <span class="also"> <Plain text={[t.source.source, t.source.published].filter(Boolean).join(', ')} /></span>
                  <q><Plain text={t.words.join(' … ')} /></q>
                </label>
              </li>
            ))}
          </ol>
        </Form>
      )}
    </Arrived>
  )
}

/** The other entry: what is perhaps the same, or what is searched. */
export function Merge({ of, close, take }: { of: Waiting; close: () => void; take: (other: Item, seen: number) => void }) {
  const [words, search] = useState('')
  const [found, find] = useState<{ items: Item[]; seen: number } | null>(null)
  const [at, pick] = useState(0)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const stop = new AbortController()
    const wait = setTimeout(() => {
      void candidates(of.item, words.trim(), stop.signal).then((c) => { find(c); pick(0) }, () => stop.signal.aborted || find({ items: [], seen: 0 }))
    }, words ? 150 : 0)
    return () => {
      clearTimeout(wait)
      stop.abort()
    }
  }, [of.item.id, words])
  const chosen = found?.items[at]
  const key = (e: KeyboardEvent) => {
    const n = found?.items.length ?? 0
    if (n === 0 || (e.key !== 'ArrowDown' && e.key !== 'ArrowUp')) return
    e.preventDefault()
    const next = (at + (e.key === 'ArrowDown' ? 1 : n - 1)) % n
    pick(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Form title="Merge with which entry?" close={close} submit={() => chosen && take(chosen, found!.seen)} hint="The two become one entry with the reports of both, and stay one, whatever is read later."
      actions={<button type="submit" class="main" disabled={!chosen}>Merge <kbd>enter</kbd></button>}>
      <label>Search <input data-first type="search" value={words} autocomplete="off" placeholder="words of the other row" onInput={(e) => search(e.currentTarget.value)} onKeyDown={key} /></label>
      <p class="hint">{words ? 'Found' : 'Perhaps'} · <kbd>↓</kbd><kbd>↑</kbd> choose</p>
      {found && found.items.length === 0 && <p class="empty">{words ? 'No other entry has these words.' : 'Nothing in the record looks like it. Search for its words.'}</p>}
      <ol class="choices" ref={list}>
        {found?.items.map((c, i) => (
          <li>
            <label class="inline">
              <input type="radio" name="other" checked={i === at} onChange={() => pick(i)} />{' '}
              <Marks marks={c.marks} /><Plain text={c.line} />
              <span class="also"> {c.date}{c.articles > 1 && ` · ${c.articles} reports`}</span>
            </label>
          </li>
        ))}
      </ol>
    </Form>
  )
}

/** Entries of the same kind that are most like a row. */
async function candidates(item: Item, words: string, stop: AbortSignal): Promise<{ items: Item[]; seen: number }> {
  const q = new URLSearchParams({ limit: '200' })
  if (words) q.set('words', words)
  else for (const n of [...item.who, ...item.whom].slice(0, 4)) q.append('actor', n.id)
  let all: Item[] = []
  let seen = 0
  if (item.kind === 'statement') {
    const a = await get<StatementsAnswer>(path('statements', q), stop)
    all = a.statements
    seen = a.seen
  } else if (item.kind === 'figure') {
    const a = await get<FiguresAnswer>(path('figures', q), stop)
    all = a.series.flatMap((s) => s.points)
    seen = a.seen
  } else {
    const a = await get<TimelineAnswer>(path('timeline', q), stop)
    all = a.days.flatMap((d) => d.lanes).flatMap((l) => l.items)
    seen = a.seen
  }
  const had = new Set([item.id])
  const items = all.filter((i) => i.kind === item.kind && !had.has(i.id) && had.add(i.id))
  return { items: items.map((i) => ({ i, like: likeness(item, i) })).sort((x, y) => y.like - x.like).filter((x) => words !== '' || x.like > 1).slice(0, 8).map((x) => x.i), seen }
}

function likeness(a: Item, b: Item): number {
  const ids = new Set([...a.who, ...a.whom].map((n) => n.id))
  const common = [...b.who, ...b.whom].filter((n) => ids.has(n.id)).length
  const day = (i: Item) => (i.happens ?? i.said)?.edtf.slice(0, 10) ?? ''
  const apart = day(a) && day(b) ? Math.abs(Date.parse(day(a).padEnd(10, '-01')) - Date.parse(day(b).padEnd(10, '-01'))) / 86_400_000 : 30
  return common + (a.type === b.type ? 1.5 : 0) + (apart <= 1 ? 1.5 : apart <= 7 ? 0.5 : -0.5) + (a.unit && a.unit === b.unit ? 1 : 0)
}

