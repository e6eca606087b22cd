// Questions to the API, with the answers that were given already.

import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { place } from '../url'
import type { Answers, Decision, Head } from './types'

export const root = '/api/v1'

export type Question = keyof Answers

/** An error as the API sends it (RFC 9457), with what to do about it. */
export interface Problem {
  title: string
  status: number
  detail?: string
  code?: string
  where?: string
  repair?: string
  decisions?: Decision[] // of a conflict: what others decided meanwhile
}

/** What has become of a question. before is the answer that stood here until now. */
export type Asked<T> = { state: 'waiting'; before?: T } | { state: 'answered'; answer: T } | { state: 'failed'; problem: Problem }

/** Counts up when the API says that nobody is signed in. */
export const refused = signal(0)

/** Counts up when the person asks for everything again. */
export const fresh = signal(0)

export function reload(): void {
  kept.clear()
  fresh.value++
}

// The last answers, so that going back shows at once what was there.
const kept = new Map<string, unknown>()
const mostKept = 40

/** The address of a question. */
export function path(question: string, query: URLSearchParams, of = ''): string {
  const q = query.toString()
  return root + '/' + question + (of ? '/' + encodeURIComponent(of) : '') + (q ? '?' + q : '')
}

/** Gets something from the API. Throws a Problem. */
export async function get<T>(address: string, stop?: AbortSignal): Promise<T> {
  return send<T>(address, { signal: stop, headers: { Accept: 'application/json' } })
}

/** Sends something to the API. Throws a Problem. */
export async function send<T>(address: string, how: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(address, how)
  } catch (e) {
    if ((e as Error).name === 'AbortError') throw e
    throw { title: 'The desk does not answer', status: 0, detail: 'The program that serves this page cannot be reached.', repair: 'Is demarche serve still running? Then press r.' } satisfies Problem
  }
  if (response.status === 401) refused.value++
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

/** The problem document of an answer that is none. */
export async function problemOf(response: Response): Promise<Problem> {
  const told = { title: response.statusText || 'It did not work', status: response.status }
  try {
    return { ...told, ...((await response.json()) as Partial<Problem>) }
  } catch {
    return told
  }
}

/** Asks, and asks again when the question changes or the person reloads. */
export function useGet<T>(address: string | null): Asked<T> {
  const again = fresh.value
  const [asked, set] = useState<{ address: string | null; again: number; now: Asked<T> }>(() => begin(address, again))
  useEffect(() => {
    if (address === null || (asked.address === address && asked.again === again && asked.now.state === 'answered')) return
    const had = begin<T>(address, again)
    if (had.now.state === 'answered') return set(had)
    const stop = new AbortController()
    get<T>(address, stop.signal).then(
      (answer) => {
        keep(address, answer)
        set({ address, again, now: { state: 'answered', answer } })
      },
      (problem: Problem) => stop.signal.aborted || set({ address, again, now: { state: 'failed', problem } }),
    )
    return () => stop.abort()
  }, [address, again])
  if (asked.address === address && asked.again === again) return asked.now
  const next = begin<T>(address, again)
  if (next.now.state === 'answered') return next.now
  return { state: 'waiting', before: asked.now.state === 'answered' ? asked.now.answer : asked.now.state === 'waiting' ? asked.now.before : undefined }
}

function begin<T>(address: string | null, again: number): { address: string | null; again: number; now: Asked<T> } {
  const had = address !== null && place.peek().back ? (kept.get(address) as T | undefined) : undefined
  return { address, again, now: had === undefined ? { state: 'waiting' } : { state: 'answered', answer: had } }
}

function keep(address: string, answer: unknown): void {
  kept.delete(address)
  kept.set(address, answer)
  const oldest = kept.keys().next()
  if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value)
}

/** Puts one of the questions of the record. */
export function useAnswer<Q extends Question>(question: Q, query: URLSearchParams, of = ''): Asked<Answers[Q]> {
  return useGet<Answers[Q]>(path(question, query, of))
}

/** The part of an answer that every answer has. */
export type AnyHead = Omit<Head, 'actors'>

/** A list that may be absent. */
export const list = <T,>(l: T[] | null | undefined): T[] => l ?? []
