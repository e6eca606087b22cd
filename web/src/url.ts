// Where the desk is. The path names a screen, and where it has one its subject;
// the query holds the filters under the API's own names. So every view is an
// address that can be sent, and back and forward work.

import { signal } from '@preact/signals'

export interface Place {
  screen: string
  of: string // the actor or article that the screen is about
  query: URLSearchParams
  back: boolean // came here by the browser's back or forward
}

/** The filters, by the API's names, in the order in which chips stand. */
export const filterNames = ['actor', 'pair', 'issue', 'source', 'type', 'status', 'words', 'key', 'since', 'until', 'on'] as const
export type FilterName = (typeof filterNames)[number]

/** What an answer may rest on. */
export const knowledgeNames = ['as_known', 'as_reported'] as const

const carried: readonly string[] = [...filterNames, ...knowledgeNames]

/** Filters whose values are one list, with commas. Others may stand more than once. */
export const listed: readonly string[] = ['type', 'status']

/** What goes to the API; the rest of the query is the page's own (row). */
const asked: readonly string[] = [...carried, 'by', 'limit', 'after']

export const place = signal<Place>(read(false))

function read(back: boolean): Place {
  const [, screen = '', ...rest] = location.pathname.split('/')
  return { screen: screen || 'brief', of: decoded(rest.join('/')), query: new URLSearchParams(location.search), back }
}

function decoded(s: string): string {
  try {
    return decodeURIComponent(s)
  } catch {
    return s // a stray % stands for itself
  }
}

/** The address of a screen, keeping the filters in force. changes with "" take one away. */
export function to(screen: string, of = '', changes: Record<string, string | string[]> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of place.value.query) {
    const own = name === 'words' && place.value.screen === 'search' // what is searched is no filter elsewhere
    if (carried.includes(name) && !own) query.append(name, value)
  }
  return address(screen, of, changed(query, changes))
}

/** The address of this screen with some of its query changed. */
export function here(changes: Record<string, string | string[]>): string {
  return address(place.value.screen, place.value.of, changed(place.value.query, changes))
}

function changed(from: URLSearchParams, changes: Record<string, string | string[]>): URLSearchParams {
  const query = new URLSearchParams(from)
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name)
    const all = (Array.isArray(value) ? value : [value]).filter((v) => v !== '')
    if (listed.includes(name)) query.set(name, all.join(','))
    else for (const v of all) query.append(name, v)
    if (all.length === 0) query.delete(name)
  }
  return query
}

function address(screen: string, of: string, query: URLSearchParams): string {
  const q = query.toString()
  return '/' + screen + (of ? '/' + encodeURIComponent(of) : '') + (q ? '?' + q : '')
}

/** Goes to an address without loading the page again. */
export function go(href: string, how: { replace?: boolean } = {}): void {
  if (href === location.pathname + location.search) return
  keepScroll()
  if (how.replace) history.replaceState(history.state, '', href)
  else history.pushState({ at: Date.now() }, '', href)
  place.value = read(false)
}

/** The part of the query that goes to the API. */
export function askedOf(query: URLSearchParams): URLSearchParams {
  const out = new URLSearchParams()
  for (const [name, value] of query) if (asked.includes(name)) out.append(name, value)
  return out
}

/** Only what an answer may rest on: for a question that has no other filter. */
export function knowledgeOf(query: URLSearchParams): URLSearchParams {
  const out = new URLSearchParams()
  for (const name of knowledgeNames) for (const value of query.getAll(name)) out.append(name, value)
  return out
}

// Where a page was scrolled to, by its entry in the history: the browser's own
// memory would be used before the answer is there.
const scrolled = new Map<string, number>()

/** Names this entry of the browser's history: the same page, visited again, is another. */
export const entry = () => String((history.state as { at?: number } | null)?.at ?? 0)
const keepScroll = () => scrolled.set(entry(), scrollY)

/** How far down this entry of the history was scrolled when it was left. */
const scrolledTo = (): number => scrolled.get(entry()) ?? 0

let settled = '' // what was asked when the page last came to rest

/** Called when an answer stands: back where one was, at the top of a new one, and still when the same is asked again. */
export function settle(): void {
  const p = place.peek()
  const asked = `${p.screen} ${p.of} ${askedOf(p.query)}`
  if (p.back) scrollTo(0, scrolledTo())
  else if (asked !== settled) scrollTo(0, 0)
  settled = asked
}

/** Follows links within the desk, and the browser's back and forward. */
export function listen(): void {
  history.scrollRestoration = 'manual'
  addEventListener('popstate', () => (place.value = read(true)))
  let wait = 0
  addEventListener('scroll', () => {
    clearTimeout(wait)
    wait = window.setTimeout(keepScroll, 100)
  })
  document.addEventListener('click', (e) => {
    const a = (e.target as Element).closest?.('a')
    if (!a || e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
    if (a.target || a.hasAttribute('download') || a.origin !== location.origin || a.pathname.startsWith('/api/') || a.getAttribute('href')?.startsWith('#')) return
    e.preventDefault()
    go(a.pathname + a.search)
  })
}
