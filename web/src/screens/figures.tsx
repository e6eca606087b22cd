// Figures: what is counted, by whom, as of when. The list of series first; one
// chart for each, with the raw words in a table below it.

import { list } from '../api/ask'
import type { FigureSeries, FiguresAnswer, Item } from '../api/types'
import { useKeys } from '../keys'
import { Answered } from '../parts/answered'
import { Chart } from '../parts/chart'
import { isShown, know } from '../parts/evidence'
import { Marks } from '../parts/marks'
import { amount, counter } from '../parts/number'
import { Plain } from '../parts/plain'
import { Empty } from '../parts/problem'
import { Evidence, When } from '../parts/row'
import { askedOf, go, here, place } from '../url'

export default function Figures() {
  const query = askedOf(place.value.query)
  if (!query.has('limit')) query.set('limit', '300')
  return <Answered question="figures" query={query}>{(a) => <Laid a={a} />}</Answered>
}

function Laid({ a }: { a: FiguresAnswer }) {
  const all = list(a.series)
  const { query } = place.value
  const wanted = query.get('series')
  const at = Math.max(0, all.findIndex((s) => s.id === wanted))
  const choose = (by: number) => {
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))]
    if (next) go(here({ series: next.id, with: '' }), { replace: true })
  }
  useKeys([
    { press: ']', does: 'the next series', group: 'Figures', run: () => choose(1) },
    { press: '[', does: 'the series before', group: 'Figures', run: () => choose(-1) },
  ], [at, all])
  if (all.length === 0) return <Empty>No number in the record fits. Take a filter away, or press <kbd>t</kbd> for another day.</Empty>
  const own = all[at]!
  const beside = query.getAll('with').map((id) => all.find((s) => s.id === id)).filter((s) => s !== undefined && s !== own) as FigureSeries[]
  return (
    <div class="figures">
      <nav class="series-list" aria-label="Series">
        {groups(all).map(([owner, series]) => (
          <section>
            <h2>{owner}</h2>
            <ul>
              {series.map((s) => (
                <li>
                  <a href={here({ series: s.id, with: '' })} aria-current={s === own ? 'true' : undefined}>
                    <span class="series-what"><Plain text={what(s)} /></span>
                    <span class="series-last">{amount(s.points.at(-1)!)}{s.points.length > 1 && <span class="also"> {s.points.length}</span>}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <Series own={own} beside={beside} all={all} today={a.today} />
    </div>
  )
}

/** The series by whose they are; those with most numbers first. */
function groups(all: FigureSeries[]): [string, FigureSeries[]][] {
  const out = new Map<string, FigureSeries[]>()
  for (const s of all) {
    const owner = ownerOf(s)
    out.set(owner, [...(out.get(owner) ?? []), s])
  }
  return [...out].sort(([x, a], [y, b]) => Number(x === nobody) - Number(y === nobody) || b.length - a.length)
}

const nobody = 'Of whom is not stated'
const ownerOf = (s: FigureSeries) => (s.of.length === 0 ? nobody : 'Of ' + s.of.map((n) => n.name).join(', '))
const what = (s: FigureSeries) => (s.unit || 'unit not stated') + (s.place ? ` · ${s.place}` : '')
const titled = (s: FigureSeries) => {
  const t = (s.unit || 'Counted, of a unit not stated') + (s.of.length > 0 ? ' of ' + s.of.map((n) => n.name).join(', ') : '') + (s.place ? ` · ${s.place}` : '')
  return t.charAt(0).toUpperCase() + t.slice(1)
}

function Series({ own, beside, all, today }: { own: FigureSeries; beside: FigureSeries[]; all: FigureSeries[]; today: string }) {
  const shown = [own, ...beside]
  const points = shown.flatMap((s) => s.points).sort((x, y) => asOf(x).localeCompare(asOf(y)))
  const near = all.filter((s) => s !== own && s.of[0]?.id !== undefined && s.of[0]?.id === own.of[0]?.id && comparable(s, own))
  const ids = beside.map((s) => s.id)
  return (
    <section class="series" aria-label={titled(own)}>
      <h2><Plain text={titled(own)} /></h2>
      <Chart points={points} today={today} label={titled(own)} />
      {near.length > 0 && (
        <p class="series-beside">
          <span>Put beside it, of the same owner and of a like size:</span>
          {near.map((s) => (
            <button type="button" aria-pressed={ids.includes(s.id)} onClick={() => go(here({ with: ids.includes(s.id) ? ids.filter((i) => i !== s.id) : [...ids, s.id] }), { replace: true })}>
              {amount(s.points.at(-1)!)} <span class="also"><Plain text={`${what(s)}, ${counter(s.points.at(-1)!)}`} /></span>
            </button>
          ))}
        </p>
      )}
      <div class="scroll-x">
        <table class="figure-table">
          <caption class="aside">The numbers of the chart in their own words</caption>
          <thead>
            <tr><th scope="col">As of</th><th scope="col" class="number">Number</th><th scope="col">Who says so</th><th scope="col">Words</th></tr>
          </thead>
          <tbody>{points.map((p) => <Counted item={p} series={beside.length > 0 ? shown.find((s) => s.points.includes(p)) : undefined} />)}</tbody>
        </table>
      </div>
    </section>
  )
}

const asOf = (i: Item) => i.happens?.edtf.replace(/^\.\.\//, '').split('/').at(-1)?.replace(/[~?%]/g, '') ?? i.reported[0] ?? ''

/** A chart with a hundred beside a million shows the hundred as nothing. */
const comparable = (s: FigureSeries, own: FigureSeries) => {
  const money = (f: FigureSeries) => /^[A-Z]{3}$/.test(f.unit) || f.unit === 'percent'
  if (money(s) || money(own)) return s.unit === own.unit
  const top = (f: FigureSeries) => Math.max(...f.points.map((p) => p.high ?? p.low ?? 0))
  return top(s) > top(own) / 20 && top(s) < top(own) * 20
}

const kinds: Record<string, string> = { forecast: 'forecast', threshold: 'threshold', promised: 'promised' }

function Counted({ item, series }: { item: Item; series?: FigureSeries }) {
  know(item)
  return (
    <tr data-row={item.id} tabIndex={-1} aria-current={isShown(item.id) ? 'true' : undefined} class={item.marks.includes('❝') ? 'claimed' : ''}>
      <th scope="row"><When item={item} /></th>
      <td class="number">
        <Marks marks={item.marks} /> {amount(item)}
        {series && <span class="also"><Plain text={what(series)} /></span>}
        {kinds[item.type] && <span class="tag">{kinds[item.type]}</span>}
      </td>
      <td><Plain text={counter(item)} /></td>
      <td>
        <q><Plain text={item.words.join(' … ')} /></q> <Evidence item={item} />
        {item.standing.length > 0 && <span class="also">{item.standing.join(' · ')}</span>}
      </td>
    </tr>
  )
}
