// Every key of the desk stands in one table: what is pressed, what it does, and
// whether it applies. The dialog behind "?" is made from it.

import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

export interface Key {
  press: string // "g b": one after the other; "Escape", "Space", "Enter" by name
  does: string
  group: string // the heading in the dialog: "Anywhere", "Rows", "Go to", a screen
  run: (e: KeyboardEvent) => void
  when?: () => boolean // applies now
}

const tables = signal<Key[][]>([])

/** All keys, those of the screen before those of everywhere. */
export const keys = computed(() => tables.value.flat())

/** Adds keys while a part of the page is there. The last added goes first. */
export function useKeys(table: Key[], deps: unknown[] = []): void {
  useEffect(() => {
    tables.value = [table, ...tables.peek()]
    return () => {
      tables.value = tables.peek().filter((t) => t !== table)
    }
  }, deps)
}

/** Adds keys for good. */
export function addKeys(table: Key[]): void {
  tables.value = [...tables.peek(), table]
}

let pressed = '' // the first of two keys
let forget = 0
const patience = 1200 // milliseconds between two keys

/** Waits for the second key, and shows that it does: the keys in the list of screens light up. */
function wait(name: string): void {
  pressed = name
  document.documentElement.toggleAttribute('data-second', name !== '')
  clearTimeout(forget)
  if (name) forget = window.setTimeout(wait, patience, '')
}

export function listen(): void {
  // A key that did something writes nothing, also where the field that it opened
  // has the keyboard before its letter arrives.
  let done = false
  document.addEventListener('keypress', (e) => done && e.preventDefault(), true)
  document.addEventListener('keydown', (e) => {
    done = false
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return
    const name = e.key === ' ' ? 'Space' : e.key
    if (name === 'Shift') return
    const target = e.target as HTMLElement
    if (name !== 'Escape' && typing(target)) return
    if (document.querySelector('dialog[open]')) return // it has its own keys
    if ((name === 'Space' || name === 'Enter') && acts(target, name)) return
    const whole = pressed ? pressed + ' ' + name : name
    wait('')
    const fits = (k: Key) => !k.when || k.when()
    const found = keys.peek().find((k) => k.press === whole && fits(k)) ?? keys.peek().find((k) => k.press === name && fits(k))
    if (found) {
      e.preventDefault()
      done = true
      found.run(e)
      return
    }
    if (keys.peek().some((k) => k.press.startsWith(name + ' ') && fits(k))) {
      wait(name)
    }
  })
}

/** Nothing fires while somebody is typing. */
function typing(t: HTMLElement): boolean {
  if (t.isContentEditable || t.tagName === 'TEXTAREA' || t.tagName === 'SELECT') return true
  return t.tagName === 'INPUT' && !['checkbox', 'radio', 'button', 'submit', 'range'].includes((t as HTMLInputElement).type)
}

/** What answers to the key itself keeps it. */
function acts(t: HTMLElement, name: string): boolean {
  const own = name === 'Space' ? 'button, summary, input, [role=button], [role=option]' : 'a, button, summary, input, [role=button], [role=option]'
  return t.closest(own) !== null
}

/** How a key is printed. */
export const printed = (press: string): string[] => press.split(' ').map((p) => ({ Escape: 'esc', Space: 'space', Enter: 'enter', ArrowDown: '↓', ArrowUp: '↑' })[p] ?? p)
