// Tensions: who says what against whom, in two columns; open, or settled by whom.
// The record gives no verdict.

import { list } from '../api/ask'
import { usePages } from '../api/pages'
import type { Item, Tension } from '../api/types'
import { Arrived, Head } from '../parts/answered'
import { Plain } from '../parts/plain'
import { Empty } from '../parts/problem'
import { Row } from '../parts/row'
import { Section } from '../parts/section'
import { disputes, saidBy, type Dispute } from '../parts/tension'
import { to } from '../url'

const kinds: { type: string; title: string; said: string; columns: [string, string] }[] = [
  { type: 'denial', title: 'Claim against denial', said: 'One side says that it is so, the other that it is not.', columns: ['Says so', 'Denies it'] },
  { type: 'contradiction', title: 'One word against another', said: 'Both cannot hold; neither denies the other by name.', columns: ['Says', 'Says otherwise'] },
  { type: 'count', title: 'Figure against figure', said: 'The same thing, counted differently.', columns: ['Counts', 'Counts otherwise'] },
  { type: 'split', title: 'Ally against ally', said: 'Those of one side, apart on it.', columns: ['Holds', 'Holds otherwise'] },
]

export default function Tensions() {
  const pages = usePages('tensions', (a) => list(a.tensions), 100)
  return (
    <Arrived asked={pages.asked}>
      {(a) => (
        <>
          <Head head={a} question="tensions" />
          <Laid all={pages.items} />
          {pages.more && <p class="more-rows"><button type="button" onClick={pages.more}>further tensions</button></p>}
        </>
      )}
    </Arrived>
  )
}

function Laid({ all }: { all: Tension[] }) {
  if (all.length === 0) return <Empty>No two rows stand against one another. Take a filter away, or press <kbd>t</kbd> for another day.</Empty>
  const open = all.filter((t) => t.open).length
  const known = kinds.map((k) => k.type)
  return (
    <>
      <p class="rated-note">{open === all.length ? 'All of these are open' : `${open} of these are open`}: a person settles one in <a href={to('review')}>Review</a>, by accepting it or by rejecting a side.</p>
      {[...kinds, ...[...new Set(all.map((t) => t.type))].filter((t) => !known.includes(t)).map((t) => ({ type: t, title: t, said: '', columns: ['Says', 'Says otherwise'] as [string, string] }))].map((k) => {
        const own = all.filter((t) => t.type === k.type)
        if (own.length === 0) return null
        return (
          <Section title={k.title} count={own.length} said={k.said}>
            {disputes(own).map((d) => <Against d={d} columns={k.columns} />)}
          </Section>
        )
      })}
    </>
  )
}

/** One dispute: both sides with who says so, and how it stands. */
export function Against({ d, columns }: { d: Dispute; columns: [string, string] }) {
  const settled = d.tensions.filter((t) => !t.open)
  return (
    <div class="dispute">
      {d.sides.map((side, i) => (
        <div class="dispute-side">
          <h3>{columns[i]}{side.length > 1 && <span class="count"> {side.length}</span>}</h3>
          <ol>{[...side].sort((x, y) => (x.reported[0] ?? '').localeCompare(y.reported[0] ?? '')).map((item) => <li><Side item={item} /></li>)}</ol>
        </div>
      ))}
      <p class="dispute-state">
        {settled.length < d.tensions.length && <span><b>open</b>{settled.length > 0 && ` in ${d.tensions.length - settled.length} of ${d.tensions.length}`}</span>}
        {settled.map((t) => <span>settled: <Plain text={t.settled_by || 'by a person'} /></span>)}
        <span class="also">first told {earliest(d)}</span>
        <a href={to('review', '', { row: d.tensions[0]!.id })}>settle it in Review</a>
      </p>
    </div>
  )
}

function Side({ item }: { item: Item }) {
  return (
    <>
      <p class="said-by"><Plain text={saidBy(item)} /></p>
      <Row item={item} />
    </>
  )
}

const earliest = (d: Dispute) => d.sides.flat().map((i) => i.reported[0] ?? '').filter(Boolean).sort()[0] ?? 'on a day not stated'
