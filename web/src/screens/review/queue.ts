// The rows that wait for a person, and what was decided on them here. A decision
// shows at once and is sent behind it, one after the other; what the record
// refuses comes back to the row with what was meant, so that nothing is lost.

import { computed, signal } from '@preact/signals'
import { get, path, type Problem } from '../../api/ask'
import type { Item, ReviewAnswer, WhyAnswer, WireDecision } from '../../api/types'
import { decide } from '../../api/write'
import { announce } from '../../live'
import { person } from '../../parts/decide'
import { askedOf, go, here, knowledgeOf, place } from '../../url'
import { again } from './articles'

/** A decision that was taken here. */
export interface Work {
  decision: WireDecision
  said: string // "accepted"
  outcome: Outcome // of the row
  state: 'sending' | 'done' | 'refused'
  seq?: number
  problem?: Problem // of one that was refused
}

export type Outcome = '' | 'accepted' | 'rejected' | 'moved'

/** A row of the queue. */
export interface Waiting {
  item: Item
  seen: number // the last decision about it that was seen
  outcome: Outcome // "": it still waits
  works: Work[]
}

export const rows = signal<Waiting[]>([])
export const at = signal(0)
export const problem = signal<Problem | null>(null) // of the queue
export const loading = signal(false)
export const head = signal<ReviewAnswer | null>(null) // of the last page
const loaded = signal('') // the filters that the queue was asked with

export const current = computed<Waiting | undefined>(() => rows.value[at.value])
export const waitingRows = computed(() => rows.value.filter((r) => r.outcome === ''))
export const refusedRows = computed(() => rows.value.filter((r) => r.works.at(-1)?.state === 'refused'))
export const sending = signal(0) // decisions on their way

const page = 50
const ahead = 15 // so many rows before the end the next page is fetched

/** Asks for the queue that the address names, and stands on its row. */
export async function load(again = false): Promise<void> {
  const query = askedOf(place.peek().query)
  const row = place.peek().query.get('row') ?? ''
  const name = query.toString()
  if (name === loaded.peek() && rows.peek().length > 0 && !again) {
    if (row && row !== current.peek()?.item.id) await reach(row)
    return
  }
  loaded.value = name
  loading.value = true
  problem.value = null
  query.set('limit', String(page))
  try {
    const a = await get<ReviewAnswer>(path('review', query))
    if (loaded.peek() !== name) return
    rows.value = a.rows.map((item) => ({ item, seen: a.seen, outcome: '', works: [] }))
    head.value = a
    at.value = 0
    if (row) await reach(row)
  } catch (p) {
    problem.value = p as Problem
    loaded.value = ''
  } finally {
    loading.value = false
  }
}

let fetching = false

/** Fetches the next page where the end is near. */
export async function more(): Promise<void> {
  const next = head.peek()?.next
  if (!next || fetching) return
  fetching = true
  const name = loaded.peek()
  const query = new URLSearchParams(name)
  query.set('limit', String(page))
  query.set('after', next)
  try {
    const a = await get<ReviewAnswer>(path('review', query))
    if (loaded.peek() !== name) return
    const had = new Set(rows.peek().map((r) => r.item.id))
    rows.value = [...rows.peek(), ...a.rows.filter((i) => !had.has(i.id)).map((item): Waiting => ({ item, seen: a.seen, outcome: '', works: [] }))]
    head.value = a
  } catch {
    // It is asked for again at the next step.
  } finally {
    fetching = false
  }
}

/** Goes to a row that is in the queue or not. */
async function reach(id: string): Promise<void> {
  const i = rows.peek().findIndex((r) => r.item.id === id)
  if (i >= 0) {
    at.value = i
    return
  }
  const fetched = await fetchRow(id).catch(() => undefined)
  if (!fetched) return
  const known = rows.peek().findIndex((r) => r.item.id === fetched.item.id)
  if (known >= 0) {
    at.value = known
    return
  }
  rows.value = [fetched, ...rows.peek()]
  at.value = 0
}

/** A row as it is now. */
async function fetchRow(id: string): Promise<Waiting | undefined> {
  const a = await get<WhyAnswer>(path('why', knowledgeOf(place.peek().query), id))
  if (!a.entry) return undefined
  const review = a.entry.review
  return { item: graded(a.entry), seen: a.seen, outcome: review === 'accepted' || review === 'rejected' ? review : '', works: [] }
}

/** Steps to a place in the queue. */
export function step(to: number): void {
  const i = Math.max(0, Math.min(rows.peek().length - 1, to))
  at.value = i
  const id = rows.peek()[i]?.item.id
  if (id) go(here({ row: id }), { replace: true })
  if (i > rows.peek().length - ahead) void more()
}

/** To the next row that waits. */
export function advance(): void {
  const all = rows.peek()
  const next = all.findIndex((r, i) => i > at.peek() && r.outcome === '')
  if (next >= 0) return step(next)
  const before = all.findIndex((r) => r.outcome === '')
  if (before >= 0) return step(before)
  if (head.peek()?.next) void more().then(() => rows.peek().length > all.length && step(all.length))
}

function patch(id: string, change: (r: Waiting) => Waiting): void {
  rows.value = rows.peek().map((r) => (r.item.id === id ? change(r) : r))
}

const rowOf = (id: string) => rows.peek().find((r) => r.item.id === id)

// One after the other, in the order in which they were taken.
let chain: Promise<unknown> = Promise.resolve()

function queued<T>(f: () => Promise<T>): Promise<T> {
  sending.value++
  const next = chain.then(f).finally(() => sending.value--)
  chain = next.catch(() => undefined)
  return next
}

addEventListener('beforeunload', (e) => {
  if (sending.peek() > 0 || refusedRows.peek().length > 0) e.preventDefault()
})

/** What may be undone: the last comes first. */
interface Step {
  said: string
  of: { id: string; before: Outcome; work: Work }[]
}

const steps = signal<Step[]>([])

/** Decisions of this browser's session, for an undo after the page was loaded again. */
interface Taken {
  row: string
  seq: number
  said: string
}

const takenKey = 'review-taken'
const taken = (): Taken[] => JSON.parse(sessionStorage.getItem(takenKey) ?? '[]') as Taken[]
const setTaken = (all: Taken[]) => sessionStorage.setItem(takenKey, JSON.stringify(all.slice(-200)))

export const mayUndo = computed(() => steps.value.length > 0 || (rows.value.length >= 0 && taken().length > 0))

interface Decision {
  kind: string
  value?: unknown
  reason?: string
  evidence?: string
  target?: string // another thing than the row
  seen?: number
}

/** Decides on rows: shows it at once, sends it behind. */
export function take(ids: string[], d: Decision, said: string, outcome: Outcome): void {
  const step: Step = { said, of: [] }
  for (const id of ids) {
    const r = rowOf(id)
    if (!r) continue
    const work: Work = { decision: { target: id, ...d, by: person() || undefined }, said, outcome, state: 'sending' }
    if (d.target === undefined) work.decision.seen = d.seen ?? r.seen
    step.of.push({ id, before: r.outcome, work })
    patch(id, (w) => ({ ...w, outcome: outcome || w.outcome, works: [...w.works, work] }))
    void queued(() => post(id, work))
  }
  if (step.of.length === 0) return
  steps.value = [...steps.peek(), step]
  announce(step.of.length === 1 ? said : `${step.of.length} rows ${said}`)
}

/** Kinds after which the row is told otherwise. */
const retold = ['edit', 'merge', 'split', 'credibility', 'add', 'undo']

async function post(id: string, work: Work): Promise<void> {
  const own = rowOf(id)
  // A decision of ours that went out meanwhile was seen.
  if (work.decision.seen !== undefined && own) work.decision.seen = Math.max(work.decision.seen, own.seen)
  try {
    const done = await decide(work.decision)
    settle(work, { state: 'done', seq: done.decision.seq, problem: undefined })
    patch(id, (r) => ({ ...r, seen: Math.max(r.seen, done.seen) }))
    setTaken([...taken(), { row: id, seq: done.decision.seq, said: work.said }])
    if (retold.includes(work.decision.kind)) void retell(id)
  } catch (p) {
    settle(work, { state: 'refused', problem: p as Problem })
    const before = steps.peek().flatMap((s) => s.of).find((o) => o.work === work)?.before ?? ''
    patch(id, (r) => ({ ...r, outcome: before }))
    announce(`Not taken: ${(p as Problem).detail ?? (p as Problem).title}`)
  }
}

function settle(work: Work, how: Partial<Work>): void {
  Object.assign(work, how)
  rows.value = rows.peek().map((r) => (r.works.includes(work) ? { ...r, works: [...r.works] } : r))
}

/** Asks how a row reads now. */
async function retell(id: string): Promise<void> {
  const now = await fetchRow(id).catch(() => undefined)
  if (!now) return
  for (const s of now.item.sources) again(s.key)
  patch(id, (r) => ({ ...r, item: { ...now.item, id: r.item.id }, seen: Math.max(r.seen, now.seen) }))
}

/** Decides again what was refused, having seen what others decided. */
export function insist(id: string): void {
  const r = rowOf(id)
  const work = r?.works.at(-1)
  if (!r || work?.state !== 'refused') return
  const theirs = Math.max(0, ...(work.problem?.decisions ?? []).map((d) => d.seq))
  if (work.decision.seen !== undefined) work.decision.seen = Math.max(work.decision.seen, theirs)
  settle(work, { state: 'sending', problem: undefined })
  patch(id, (w) => ({ ...w, outcome: work.outcome || w.outcome, seen: Math.max(w.seen, theirs) }))
  void queued(() => post(id, work))
}

/** Leaves it at what others decided. */
export async function yieldTo(id: string): Promise<void> {
  const work = rowOf(id)?.works.at(-1)
  if (!work) return
  steps.value = steps.peek().map((s) => ({ ...s, of: s.of.filter((o) => o.work !== work) })).filter((s) => s.of.length > 0)
  patch(id, (r) => ({ ...r, works: r.works.filter((w) => w !== work) }))
  const now = await fetchRow(id).catch(() => undefined)
  if (now) patch(id, () => now)
  announce('left as the others decided')
}

/** Takes the last step back, here or, after the page was loaded again, in the record. */
export async function undo(): Promise<void> {
  const step_ = steps.peek().at(-1)
  if (!step_) return undoTaken()
  steps.value = steps.peek().slice(0, -1)
  for (const { id, before, work } of [...step_.of].reverse()) {
    patch(id, (r) => ({ ...r, outcome: before, works: r.works.filter((w) => w !== work) }))
    if (work.decision.kind === 'reliability') ungrade(work.decision.target!)
    void queued(async () => {
      if (work.state !== 'done' || !work.seq) return // it was never taken
      await undone(id, work.seq, work.said)
      if (retold.includes(work.decision.kind)) void retell(id)
    })
  }
  const first = rows.peek().findIndex((r) => r.item.id === step_.of[0]!.id)
  if (first >= 0) step(first)
  announce(`undone: ${step_.said}`)
}

async function undone(id: string, seq: number, said: string): Promise<void> {
  setTaken(taken().filter((t) => t.seq !== seq))
  try {
    const done = await decide({ kind: 'undo', value: seq, by: person() || undefined })
    patch(id, (r) => ({ ...r, seen: Math.max(r.seen, done.seen) }))
  } catch (p) {
    const work: Work = { decision: { kind: 'undo', value: seq }, said: `undo of “${said}”`, outcome: '', state: 'refused', problem: p as Problem }
    patch(id, (r) => ({ ...r, works: [...r.works, work] }))
    announce(`Not undone: ${(p as Problem).detail ?? (p as Problem).title}`)
  }
}

async function undoTaken(): Promise<void> {
  const last = taken().at(-1)
  if (!last) return announce('nothing to undo')
  await queued(() => undone(last.row, last.seq, last.said))
  const now = await fetchRow(last.row).catch(() => undefined)
  if (now) {
    rows.value = [now, ...rows.peek().filter((r) => r.item.id !== now.item.id)]
    step(0)
  }
  announce(`undone: ${last.said}`)
}

// What was said here of outlets, the last at the end; the first is what the
// record said before.
const grades = new Map<string, (string | undefined)[]>()

const graded = (item: Item): Item => ({
  ...item,
  sources: item.sources.map((s) => (s.source !== null && grades.has(s.source) ? { ...s, reliability: grades.get(s.source)!.at(-1) } : s)),
})

/** Says of every row of an outlet how reliable it is. */
export function grade(outlet: string, letter: string): void {
  const before = rows.peek().flatMap((r) => r.item.sources).find((s) => s.source === outlet)?.reliability
  grades.set(outlet, [...(grades.get(outlet) ?? [before]), letter])
  rows.value = rows.peek().map((r) => ({ ...r, item: graded(r.item) }))
}

/** Takes the last of that back. */
function ungrade(outlet: string): void {
  grades.set(outlet, (grades.get(outlet) ?? [undefined, undefined]).slice(0, -1))
  rows.value = rows.peek().map((r) => ({ ...r, item: graded(r.item) }))
}
