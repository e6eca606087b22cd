// Positions: what each said last on each issue, in its own words. Where nothing
// is in the sources the cell says so. A table: issues down, actors across; on a
// narrow window one actor at a time.

import { useState } from 'preact/hooks'
import type { Item, Name, PositionsAnswer } from '../api/types'
import { useKeys } from '../keys'
import { Answered } from '../parts/answered'
import { isShown, know, openSentence, shownRow } from '../parts/evidence'
import { currentRow, focusRow } from '../parts/focus'
import { Marks } from '../parts/marks'
import { Plain } from '../parts/plain'
import { Empty } from '../parts/problem'
import { Evidence } from '../parts/row'
import { askedOf, place, to } from '../url'

export default function Positions() {
  useKeys([
    { press: 'h', does: 'the actor to the left', group: 'Positions', when: any, run: () => move(0, -1) },
    { press: 'l', does: 'the actor to the right', group: 'Positions', when: any, run: () => move(0, 1) },
    { press: 'j', does: 'the next issue', group: 'Positions', when: any, run: () => move(1, 0) },
    { press: 'k', does: 'the issue before', group: 'Positions', when: any, run: () => move(-1, 0) },
  ])
  const query = askedOf(place.value.query)
  if (!query.has('limit')) query.set('limit', '40') // all issues of the list
  return <Answered question="positions" query={query}>{(a) => <Laid a={a} />}</Answered>
}

const cells = () => [...document.querySelectorAll<HTMLElement>('.positions [data-row]')].filter((c) => c.offsetParent !== null)
const any = () => cells().length > 0

/** To the next cell in which something is said, in one direction. */
function move(rows: number, columns: number): void {
  const now = currentRow()?.closest<HTMLTableCellElement>('.positions td')
  if (!now) return focusRow(cells()[0]!)
  const at = { row: (now.parentElement as HTMLTableRowElement).rowIndex, column: now.cellIndex }
  const ahead = cells().map((c) => ({ c, cell: c.closest('td')! })).filter(({ cell }) => {
    const row = (cell.parentElement as HTMLTableRowElement).rowIndex
    return rows ? cell.cellIndex === at.column && (row - at.row) * rows > 0 : row === at.row && (cell.cellIndex - at.column) * columns > 0
  })
  const next = rows < 0 || columns < 0 ? ahead.at(-1) : ahead[0]
  if (!next) return
  focusRow(next.c)
  next.cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  if (shownRow.peek()) openSentence(next.c.dataset.row!)
}

function Laid({ a }: { a: PositionsAnswer }) {
  const [shown, show] = useState(0)
  const one = Math.min(shown, Math.max(0, a.among.length - 1))
  if (a.issues.length === 0) return <Empty>Nothing is said in the sources on an issue of the list. Take a filter away, or press <kbd>t</kbd> for another day.</Empty>
  const at = (actor: Name, issue: string) => a.positions.find((p) => p.actor.id === actor.id && p.issue === issue)?.stance ?? null
  return (
    <>
      <p class="one-actor">
        <label>Whose positions <select value={one} onChange={(e) => show(Number(e.currentTarget.value))}>{a.among.map((n, i) => <option value={i}>{called(n)}</option>)}</select></label>
      </p>
      <div class="positions" role="region" aria-label="Positions by issue and actor" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="corner">Issue</th>
              {a.among.map((n, i) => <th scope="col" class={i === one ? 'one' : ''}><a href={to('actor', n.id)}><Plain text={called(n)} /></a></th>)}
            </tr>
          </thead>
          <tbody>
            {a.issues.map((issue) => (
              <tr>
                <th scope="row"><a href={to('statements', '', { issue })}>{issue.charAt(0).toUpperCase() + issue.slice(1)}</a></th>
                {a.among.map((n, i) => <td class={i === one ? 'one' : ''}><Stance item={at(n, issue)} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const called = (n: Name) => (n.unnamed ? `unnamed ${n.name}` : n.name)

function Stance({ item }: { item: Item | null }) {
  if (!item) return <span class="silent">nothing said in the sources</span>
  know(item)
  const { verb, words } = told(item)
  return (
    <div class={'stance' + (item.marks.includes('⟂') ? ' possible' : '')} data-row={item.id} tabIndex={-1} aria-current={isShown(item.id) ? 'true' : undefined}>
      <p class="stance-verb"><Marks marks={item.marks} /> <Plain text={verb} /></p>
      <p class="stance-words"><Plain text={words} /></p>
      <p class="stance-when">{when(item)}<Evidence item={item} /></p>
    </div>
  )
}

/** The day it was said, where the day of the outlet does not say it. */
const when = (item: Item) => {
  const day = item.date.replace(/^reported /, '')
  return day && day !== item.sources[0]?.published ? day + ' ' : ''
}

/** "Joe Biden threatens Russia: with …": how it was said, and the words; whose they are heads the column. */
export function told(item: Item): { verb: string; words: string } {
  const at = item.line.indexOf(': ')
  if (at < 0) return { verb: item.type, words: item.line }
  let verb = item.line.slice(0, at)
  for (const n of item.who) if (verb.startsWith(n.name)) verb = verb.slice(n.name.length).replace(/^,? /, '')
  return { verb, words: item.line.slice(at + 2) }
}
