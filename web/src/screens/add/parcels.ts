// What is sent to the record, and what becomes of it. It goes on while other
// screens are looked at; what failed keeps its content, so that it can be sent
// again.

import { signal } from '@preact/signals'
import { reload, type Problem } from '../../api/ask'
import type { Added } from '../../api/types'
import { addArticles } from '../../api/write'
import { announce } from '../../live'
import { changes } from '../../parts/changes'
import { count } from '../../session'

/** What a text does not say of itself. */
export interface About {
  title?: string
  source?: string
  date?: string
  url?: string
}

export interface Parcel {
  id: number
  name: string
  files: File[]
  text?: string
  link?: string
  about: About
  state: 'waiting' | 'sending' | 'done' | 'failed'
  reading?: Added // the last that was begun
  came: Added[] // outcomes and errors, in their order
  said?: string // the tally
  problem?: Problem
}

/** Newest first. */
export const parcels = signal<Parcel[]>([])

/** What was typed or pasted and not sent yet. */
export const draft = signal<About & { text: string; link: string }>({ text: '', link: '' })

// So many bytes and files go at once; the API takes 32 MB and 1000 files.
const most = 24 << 20
const mostFiles = 500

let last = 0

/** Sends files; many go in several parts, one after the other. */
export function sendFiles(files: File[], about: About = {}): void {
  const parts: File[][] = []
  let bytes = 0
  for (const f of files) {
    const part = parts.at(-1)
    if (!part || part.length >= mostFiles || bytes + f.size > most) {
      parts.push([f])
      bytes = f.size
    } else {
      part.push(f)
      bytes += f.size
    }
  }
  for (const part of parts) put({ name: part.length === 1 ? part[0]!.name : `${part.length} files`, files: part, about })
}

export function sendText(text: string, about: About): Promise<boolean> {
  return put({ name: about.title || text.trim().split('\n')[0]!.slice(0, 80), files: [], text, about })
}

export function sendLink(link: string, about: About): Promise<boolean> {
  return put({ name: link, files: [], link, about })
}

function put(p: Pick<Parcel, 'name' | 'files' | 'text' | 'link' | 'about'>): Promise<boolean> {
  const parcel: Parcel = { ...p, id: ++last, state: 'waiting', came: [] }
  parcels.value = [parcel, ...parcels.peek()]
  return queued(parcel.id)
}

let chain: Promise<unknown> = Promise.resolve()

function queued(id: number): Promise<boolean> {
  const next = chain.then(() => send(id))
  chain = next.catch(() => undefined)
  return next
}

export function again(id: number): void {
  patch(id, (p) => ({ ...p, state: 'waiting', came: [], problem: undefined, said: undefined }))
  void queued(id)
}

function patch(id: number, change: (p: Parcel) => Parcel): void {
  parcels.value = parcels.peek().map((p) => (p.id === id ? change(p) : p))
}

async function send(id: number): Promise<boolean> {
  const p = parcels.peek().find((x) => x.id === id)
  if (!p) return false
  patch(id, (x) => ({ ...x, state: 'sending' }))
  const body = new FormData()
  for (const [name, value] of Object.entries(p.about)) if (value) body.append(name, value as string)
  if (p.link) body.append('link', p.link)
  if (p.text !== undefined) body.append('text', p.text)
  for (const f of p.files) body.append('file', f, f.name)
  // Events of many articles come faster than a page is laid out.
  let came: Added[] = []
  let reading: Added | undefined
  let due = 0
  const show = () => {
    due = 0
    const [all, now] = [came, reading]
    patch(id, (x) => ({ ...x, came: all, reading: now }))
  }
  let ok = true
  try {
    await addArticles(body, (a) => {
      if (a.reading) reading = a
      else if (a.tally) patch(id, (x) => ({ ...x, said: a.said }))
      else came = [...came, a]
      due ||= window.setTimeout(show, 80)
    })
    ok = came.every((a) => !a.problem)
    show()
    patch(id, (x) => ({ ...x, state: 'done' }))
    announce(parcels.peek().find((x) => x.id === id)?.said ?? 'done')
  } catch (e) {
    ok = false
    show()
    patch(id, (x) => ({ ...x, state: 'failed', problem: e as Problem }))
    announce(`Not added: ${(e as Problem).detail ?? (e as Problem).title}`)
  } finally {
    clearTimeout(due)
    await count()
    changes.value = 0
    reload()
  }
  return ok
}

addEventListener('beforeunload', (e) => {
  const d = draft.peek()
  if (parcels.peek().some((p) => p.state === 'waiting' || p.state === 'sending') || d.text.trim()) e.preventDefault()
})
