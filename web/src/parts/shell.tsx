// The desk around a screen: navigation, header, banners, the screen itself, the
// evidence panel beside it.

import { useComputed } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { announce, said } from '../live'
import { screenOf, type Screen } from '../screens'
import { emptyRecord, signedOut } from '../session'
import { place, type FilterName } from '../url'
import { ChangesNote } from './changes'
import { DropOver } from './drop'
import { EvidencePanel, shownRow } from './evidence'
import { FilterBar, Filters } from './filters'
import { FirstVisit } from './firstvisit'
import { Help } from './help'
import { Knowledge, KnowledgeBanner, KnowledgeButton } from './knowledge'
import { Nav } from './nav'
import { Empty } from './problem'
import { SearchBox } from './searchbox'
import { SignIn, SessionNote } from './signin'
import { Why } from './why'

export function Shell() {
  return signedOut.value ? <SignIn /> : <Desk />
}

function Desk() {
  const name = useComputed(() => place.value.screen).value
  const screen = screenOf(name)
  const first = emptyRecord.value && name !== 'add'
  return (
    <div class={'desk' + (shownRow.value ? ' with-evidence' : '')}>
      <a class="skip" href="#main">to the answer</a>
      <Nav />
      <div class="page">
        <header class="top">
          <Title screen={screen} />
          <ChangesNote />
          <KnowledgeButton />
          <SearchBox />
          <KnowledgeBanner />
          <SessionNote />
        </header>
        <main id="main" tabIndex={-1}>
          {screen && !first && name !== 'add' && <FilterBar without={hidden[name]} />}
          {first ? <FirstVisit /> : screen ? <Loaded screen={screen} key={name} /> : <Empty>There is no screen “{name}”. The list at the side has them all.</Empty>}
        </main>
      </div>
      <EvidencePanel />
      <DropOver />
      <Help />
      <Filters />
      <Knowledge />
      <Why />
      <p class="aside" role="status" aria-live="polite">{said.value}</p>
    </div>
  )
}

/** Filters that a screen shows in its own way. */
const hidden: Record<string, FilterName[]> = { search: ['words'] }

function Title({ screen }: { screen?: Screen }) {
  const h1 = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  const title = screen?.title ?? 'Not here'
  useEffect(() => {
    document.title = `${title} · demarche`
    if (!first.current) {
      h1.current?.focus({ preventScroll: true })
      announce(title)
    }
    first.current = false
  }, [title])
  return <h1 ref={h1} tabIndex={-1}>{title}</h1>
}

/** Loads the code of a screen when it is first gone to. */
function Loaded({ screen }: { screen: Screen }) {
  const [View, set] = useState<ComponentType | null>(null)
  const [lost, lose] = useState(false)
  useEffect(() => {
    screen.load().then((m) => set(() => m.default), () => lose(true))
  }, [screen])
  if (lost) return <Empty>This screen could not be loaded. The program may have been replaced: load the page again.</Empty>
  return View ? <View /> : <p class="waiting" role="status" aria-busy="true">Opening {screen.title} …</p>
}
