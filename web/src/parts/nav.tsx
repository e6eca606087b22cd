// The list of screens, each with the keys that go there.

import { signal } from '@preact/signals'
import { place, to } from '../url'
import { screens, type Screen } from '../screens'
import { helpOpen, Press } from './help'
import { ThemeButton } from './theme'

export const menuOpen = signal(false)

export function Nav() {
  const open = menuOpen.value
  return (
    <nav class={'nav' + (open ? ' open' : '')} aria-label="Screens" id="nav">
      <a class="wordmark" href={to('brief')}>demarche</a>
      <button type="button" class="menu plain" aria-expanded={open} aria-controls="screens" onClick={() => (menuOpen.value = !open)}>
        {open ? 'close' : 'menu'} <kbd>m</kbd>
      </button>
      <div class="nav-in" id="screens">
        <Group which="read" />
        <Group which="work" />
        <p class="nav-foot">
          <button type="button" class="plain" onClick={() => (helpOpen.value = true)}>keys <kbd>?</kbd></button>
          <ThemeButton />
          <a href="/licences.txt" target="_blank">licences</a>
        </p>
      </div>
    </nav>
  )
}

function Group({ which }: { which: Screen['group'] }) {
  const now = place.value.screen
  return (
    <ul>
      {screens.filter((s) => s.group === which).map((s) => (
        <li>
          <a href={to(s.name)} aria-current={s.name === now ? 'page' : undefined} onClick={() => (menuOpen.value = false)}>
            {s.title} <span class="press" aria-hidden="true"><Press press={'g ' + s.key} /></span>
          </a>
        </li>
      ))}
    </ul>
  )
}
