// What is written to the record: decisions, and articles with what becomes of
// them as it becomes of them.

import { adding, mine } from '../parts/changes'
import { problemOf, root, send, type Problem } from './ask'
import type { Added, WireDecided, WireDecision } from './types'

const asJSON = (body: unknown): RequestInit => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })

/** Takes a decision. Throws a Problem: of a conflict with what others decided. */
export async function decide(d: WireDecision): Promise<WireDecided> {
  for (let tries = 0; ; tries++) {
    try {
      const done = await send<WireDecided>(root + '/decisions', asJSON(d))
      mine.add(done.decision.seq)
      return done
    } catch (p) {
      if ((p as Problem).status !== 429 || tries > 20) throw p
      await new Promise((go) => setTimeout(go, 250)) // so many at once: the others follow
    }
  }
}

/** Sends articles; told is called for each event as it comes. Throws a Problem. */
export async function addArticles(body: FormData, told: (a: Added) => void, stop?: AbortSignal): Promise<void> {
  await events(root + '/articles', { method: 'POST', body, signal: stop }, told)
}

/** Begins an empty record with the demo dispatches. Throws a Problem. */
export async function addDemo(told: (a: Added) => void): Promise<void> {
  await events(root + '/demo', { method: 'POST' }, told)
}

const lost: Problem = { title: 'The connection broke', status: 0, detail: 'What was told so far is safely in the record; of the rest nothing is known.', repair: 'Send the rest again: what is in the record already is recognised.' }

async function events(address: string, how: RequestInit, told: (a: Added) => void): Promise<void> {
  adding.value++
  try {
    await follow(address, how, (a) => {
      if (a.outcome) mine.add(a.outcome.key)
      told(a)
    })
  } finally {
    setTimeout(() => adding.value--, 1500)
  }
}

async function follow(address: string, how: RequestInit, told: (a: Added) => void): Promise<void> {
  let response: Response
  try {
    response = await fetch(address, { ...how, headers: { Accept: 'application/x-ndjson' } })
  } catch {
    throw { title: 'The desk does not answer', status: 0, detail: 'The program that serves this page cannot be reached, or what was sent is too large.', repair: 'Is demarche serve still running? Nothing was lost here: try again.' } satisfies Problem
  }
  if (!response.ok) throw await problemOf(response)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  let last = false
  for (;;) {
    let piece: ReadableStreamReadResult<string>
    try {
      piece = await reader.read()
    } catch {
      throw lost
    }
    rest += piece.value ?? ''
    const lines = rest.split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (!line.trim()) continue
      const a = JSON.parse(line) as Added
      last ||= a.tally !== undefined
      told(a)
    }
    if (piece.done) break
  }
  if (!last) throw lost
}
