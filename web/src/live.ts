// What a screen reader is told without being asked: short, and one at a time.

import { signal } from '@preact/signals'

export const said = signal('')

export function announce(text: string): void {
  said.value = ''
  setTimeout(() => (said.value = text), 50) // the same words twice are two announcements
}
