// Who sits at the desk, and what he may do. Where the record has no users,
// everybody on this machine may do everything.

import { computed, effect, signal } from '@preact/signals'
import { get, refused, root, send, type Problem } from './api/ask'
import type { Session, Stat } from './api/types'

export const session = signal<Session>({ users: false })

/** Nobody is signed in, and somebody has to be. */
export const signedOut = computed(() => session.value.users && !session.value.name)

/** What the record holds; null until it was asked. */
export const stat = signal<Stat | null>(null)

/** There is nothing in the record yet. */
export const emptyRecord = computed(() => stat.value?.articles === 0)

const roles = ['reader', 'analyst', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]

/** Whether who sits here may do what takes a role. */
export function may(role: Role): boolean {
  const s = session.value
  return !s.users || roles.indexOf((s.role ?? '') as Role) >= roles.indexOf(role)
}

/** Asks who sits here and what the record holds. The page is shown when that is known. */
export async function sitDown(): Promise<void> {
  try {
    session.value = await get<Session>(root + '/session')
  } catch (e) {
    const { status } = e as Problem
    session.value = { users: status === 401 } // an API without users has no sessions
  }
  if (!signedOut.value) await count()
}

/** Counts again what the record holds. */
export async function count(): Promise<void> {
  try {
    stat.value = await get<Stat>(root + '/stat')
  } catch {
    stat.value = null // the screens say themselves what is wrong
  }
}

/** Signs in. Throws a Problem. */
export async function signIn(name: string, password: string): Promise<void> {
  session.value = await send<Session>(root + '/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password }) })
  await count()
}

export async function signOut(): Promise<void> {
  await send<Session>(root + '/session', { method: 'DELETE' })
  session.value = { users: true }
}

// A session ends on the server; the next answer says so.
effect(() => {
  if (refused.value > 0 && session.peek().name) session.value = { users: true }
})
