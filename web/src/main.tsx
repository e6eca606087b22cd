// The desk's page. It speaks to the API and to nothing else.

import { effect } from '@preact/signals'
import { render } from 'preact'
import { addKeys, listen as listenToKeys } from './keys'
import { listen as listenToChanges, seeChanges } from './parts/changes'
import { filtersOpen } from './parts/filters'
import { listen as listenToRows } from './parts/focus'
import { helpOpen } from './parts/help'
import { knowledgeOpen } from './parts/knowledge'
import { menuOpen } from './parts/nav'
import { Shell } from './parts/shell'
import { turnTheme } from './parts/theme'
import { listen as listenToDrops } from './parts/drop'
import { screens } from './screens'
import { signedOut, sitDown } from './session'
import { go, listen as listenToAddress, to } from './url'

addKeys([
  { press: '/', does: 'search', group: 'Anywhere', run: () => document.getElementById('search')?.focus() },
  { press: 'f', does: 'filter', group: 'Anywhere', run: () => (filtersOpen.value = true) },
  { press: 't', does: 'as known when', group: 'Anywhere', run: () => (knowledgeOpen.value = true) },
  { press: 'r', does: 'reload the answer', group: 'Anywhere', run: seeChanges },
  { press: 'm', does: 'menu', group: 'Anywhere', when: () => matchMedia('(max-width: 46rem)').matches, run: () => (menuOpen.value = !menuOpen.value) },
  { press: 'D', does: 'light, dark or as the system', group: 'Anywhere', run: turnTheme },
  { press: '?', does: 'these keys', group: 'Anywhere', run: () => (helpOpen.value = true) },
])
addKeys(screens.filter((s) => s.key).map((s) => ({ press: 'g ' + s.key, does: s.title, group: 'Go to', run: () => go(to(s.name)) })))
listenToAddress()
listenToKeys()
listenToRows()
listenToDrops()
void sitDown().then(() => {
  effect(() => {
    if (!signedOut.value) listenToChanges()
  })
  render(<Shell />, document.getElementById('desk')!)
})
