// Light or dark: the system's choice unless a person makes one, which is kept on
// this machine. theme.ts sets it before anything is painted.

import { signal } from '@preact/signals'

type Theme = 'system' | 'light' | 'dark'

const theme = signal<Theme>((document.documentElement.dataset.theme as Theme | undefined) ?? 'system')
const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }

export function turnTheme(): void {
  const t = (theme.value = next[theme.value])
  if (t === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem('theme')
  } else {
    document.documentElement.dataset.theme = t
    localStorage.setItem('theme', t)
  }
}

export function ThemeButton() {
  return <button type="button" class="plain" onClick={turnTheme}>theme: {theme.value}</button>
}
