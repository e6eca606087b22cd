// Who met whom: the matrix first, then the network, then the map; under each the
// contacts themselves.

import { useAnswer } from '../api/ask'
import { usePages } from '../api/pages'
import type { ContactsAnswer } from '../api/types'
import { useKeys } from '../keys'
import { Arrived, Head } from '../parts/answered'
import { Empty, ProblemNote } from '../parts/problem'
import { Row } from '../parts/row'
import { Rows } from '../parts/rows'
import { Section } from '../parts/section'
import { askedOf, go, here, place } from '../url'
import { inWords, isPair, KindsLegend } from './contacts/kinds'
import { Map } from './contacts/map'
import { Matrix } from './contacts/matrix'
import { Network } from './contacts/network'

const views = ['matrix', 'network', 'map'] as const
type View = (typeof views)[number]

const atOnce = 40
const onMap = 400 // contacts whose places are shown

export default function Contacts() {
  const { query } = place.value
  const view: View = views.find((v) => v === query.get('view')) ?? 'matrix'
  const show = (v: View) => go(here({ view: v === 'matrix' ? '' : v, at: '' }), { replace: true })
  useKeys([{ press: 'v', does: 'matrix, network, map', group: 'Contacts', run: () => show(views[(views.indexOf(view) + 1) % views.length]!) }], [view])
  return (
    <>
      <p class="views" role="group" aria-label="Contacts as">
        {views.map((v) => <button type="button" aria-pressed={v === view} onClick={() => show(v)}>{v}</button>)} <kbd>v</kbd>
      </p>
      {view === 'map' ? <OnMap /> : <Among view={view} />}
    </>
  )
}

/** The matrix or the network. A pair that is chosen filters the list and not these. */
function Among({ view }: { view: View }) {
  const { query } = place.value
  const all = askedOf(query)
  for (const own of ['pair', 'after', 'by']) all.delete(own)
  all.set('limit', '1')
  const asked = useAnswer('contacts', all)
  const pages = usePages('contacts', (a) => a.list, atOnce)
  const pair = query.get('pair') ?? ''
  return (
    <Arrived asked={asked}>
      {(a) => (
        <>
          {pages.asked.state === 'answered' && <Head head={pages.asked.answer} question="contacts" />}
          {a.pairs.length === 0 ? <Empty>No two named actors were in contact, as far as the filters reach.</Empty> : view === 'matrix' ? <Matrix a={a} /> : <Network a={a} />}
          <KindsLegend />
          <Listed pages={pages} title={titleOf(a, pair)} pair={pair} />
        </>
      )}
    </Arrived>
  )
}

function titleOf(a: ContactsAnswer, pair: string): string {
  const c = a.pairs.find((p) => isPair(p, pair))
  return c ? `${c.a.name} and ${c.b.name}: ${inWords(c)}` : 'Contacts, latest first'
}

function Listed({ pages, title, pair }: { pages: ReturnType<typeof usePages<'contacts', ContactsAnswer['list'][number]>>; title: string; pair: string }) {
  return (
    <Section title={title} said={pair && <a href={here({ pair: '', after: '' })}>all contacts again</a>}>
      <Arrived asked={pages.asked}>{() => <Rows items={pages.items} label={title} more={pages.more}>{(i) => <Row item={i} />}</Rows>}</Arrived>
      {pages.problem && <ProblemNote problem={pages.problem} />}
    </Section>
  )
}

/** The map, with the rows whose places it has. */
function OnMap() {
  const { query } = place.value
  const ask = askedOf(query)
  ask.delete('after')
  ask.set('limit', String(onMap))
  const at = query.get('at') ?? ''
  return (
    <Arrived asked={useAnswer('contacts', ask)}>
      {(a) => {
        const rows = at ? a.list.filter((i) => i.place?.name === at) : a.list
        return (
          <>
            <Head head={a} question="contacts" query={ask} />
            <Map rows={a.list} />
            <Section title={at ? `Contacts in ${at}` : 'Contacts, latest first'} count={rows.length} none="No contacts, as far as the filters reach." said={at && <a href={here({ at: '' })}>all places again</a>}
              more={a.more_open && `The map has the latest ${onMap}; a filter brings others.`}>
              <Rows items={rows} label="Contacts">{(i) => <Row item={i} />}</Rows>
            </Section>
          </>
        )
      }}
    </Arrived>
  )
}
