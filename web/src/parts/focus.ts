// Moving among the rows of a screen by keyboard. A row is any element with
// data-row; their order is that of the document.

import { addKeys } from '../keys'
import { go, place, to } from '../url'
import { copy } from './copy'
import { citation, closeSentence, knownItem, openSentence, shownRow } from './evidence'
import { whyOf } from './why'

let last = '' // the row that had the keyboard last

const rows = () => [...document.querySelectorAll<HTMLElement>('main [data-row]')]

/** The row that has the keyboard, or had it last. */
export function currentRow(): HTMLElement | null {
  const own = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('[data-row]')
  return own ?? (last ? document.querySelector<HTMLElement>(`main [data-row="${CSS.escape(last)}"]`) : null)
}

function move(by: number): void {
  const all = rows()
  if (all.length === 0) return
  const now = currentRow()
  const at = now ? all.indexOf(now) : -1
  const next = now ? all[Math.max(0, Math.min(all.length - 1, at + by))] : (all.find((r) => r.getBoundingClientRect().top >= 0) ?? all[0])
  focusRow(next!)
  if (shownRow.peek()) openSentence(next!.dataset.row!, { from: next! }) // the panel follows
}

export function focusRow(row: HTMLElement): void {
  last = row.dataset.row ?? ''
  row.focus({ preventScroll: true })
  row.scrollIntoView({ block: row.offsetHeight > innerHeight / 2 ? 'start' : 'nearest' }) // a long one from its beginning
}

export function listen(): void {
  document.addEventListener('focusin', (e) => {
    const row = (e.target as Element).closest<HTMLElement>('[data-row]')
    if (row) last = row.dataset.row!
  })
  const any = () => rows().length > 0
  addKeys([
    { press: 'j', does: 'next row', group: 'Rows', when: any, run: () => move(1) },
    { press: 'k', does: 'row before', group: 'Rows', when: any, run: () => move(-1) },
    { press: 'Space', does: 'show the sentence of the row, or hide it', group: 'Rows', when: any, run: space },
    { press: 'Enter', does: 'open the article of the row at its sentence', group: 'Rows', when: () => currentRow() !== null, run: open },
    { press: 'w', does: 'why the row is there', group: 'Rows', when: () => currentRow() !== null, run: () => (whyOf.value = currentRow()!.dataset.row!) },
    { press: 'J', does: 'next section', group: 'Rows', when: any, run: () => section(1) },
    { press: 'K', does: 'section before', group: 'Rows', when: any, run: () => section(-1) },
    { press: 'n', does: 'next report of the row', group: 'Rows', when: () => reports() > 1, run: nextReport },
    { press: 'c', does: 'copy the row with its citation', group: 'Rows', when: () => currentRow() !== null, run: copyRow },
    { press: 'Escape', does: 'close what is open', group: 'Anywhere', run: closeSentence },
  ])
}

/** To the first row of the next section, or of the one before. */
function section(by: number): void {
  const all = [...document.querySelectorAll<HTMLElement>('main .section')].filter((s) => s.querySelector('[data-row]'))
  const own = currentRow()?.closest<HTMLElement>('.section')
  const at = own ? all.indexOf(own) : -1
  const next = all[Math.max(0, Math.min(all.length - 1, at + by))]
  if (!next) return
  focusRow(next.querySelector<HTMLElement>('[data-row]')!)
  next.scrollIntoView({ block: 'start' })
}

const reports = () => knownItem(shownRow.peek())?.sources.length ?? 0

function nextReport(): void {
  const at = Number(place.peek().query.get('report') ?? 0) || 0
  openSentence(shownRow.peek(), { report: (at + 1) % reports() })
}

/** The row as it can be pasted into a brief: marks, day, sentence, citation. */
function copyRow(): void {
  const item = knownItem(currentRow()?.dataset.row ?? '')
  if (!item) return
  const source = item.sources[0]
  copy([[item.marks, item.date, item.line].filter(Boolean).join(' '), source && citation(source)].filter(Boolean).join('\n'), 'the row')
}

function space(): void {
  const row = currentRow() ?? rows().find((r) => r.getBoundingClientRect().top >= 0)
  if (!row) return
  const id = row.dataset.row!
  const item = knownItem(id)
  const shown = shownRow.peek()
  if (shown && (shown === id || item?.sides?.some((s) => s.id === shown))) return closeSentence()
  focusRow(row)
  openSentence(id, { from: row })
}

function open(): void {
  const own = currentRow()?.querySelector<HTMLAnchorElement>('a[data-open]')
  if (own) return own.click() // a row that is something else than an entry
  const id = currentRow()?.dataset.row
  const item = id ? knownItem(id) : undefined
  const source = (item?.sources[0] ?? item?.sides?.[0]?.sources[0])
  if (item && source) go(to('article', source.key, { row: item.sources[0] ? item.id : item.sides![0]!.id }))
}
