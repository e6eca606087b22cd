// Who met whom, as a table: below the diagonal a button for each pair that was in
// contact. It filters the list; pressed again, it shows all.

import type { Contact, ContactsAnswer, Name } from '../../api/types'
import { Plain } from '../../parts/plain'
import { go, here, place, to } from '../../url'
import { inWords, isPair, kinds, pairOf } from './kinds'

const usual = 14

export function Matrix({ a }: { a: ContactsAnswer }) {
  const { query } = place.value
  const pair = query.get('pair') ?? ''
  const every = query.get('who') === 'all'
  const names = every ? a.among : a.among.slice(0, usual)
  const cells = new Map<string, Contact>()
  for (const c of a.pairs) {
    cells.set(c.a.id + '\n' + c.b.id, c)
    cells.set(c.b.id + '\n' + c.a.id, c)
  }
  return (
    <>
      <div class="scroll-x matrix-box" tabIndex={0} role="group" aria-label="Matrix of who was in contact with whom">
        <table class="matrix" onKeyDown={walk}>
          <thead>
            <tr>
              <td />
              {names.slice(0, -1).map((n) => <th scope="col"><span>{short(n, names)}</span></th>)}
            </tr>
          </thead>
          <tbody>
            {names.map((row, i) => (
              <tr>
                <th scope="row"><a href={to('actor', row.id)}><Plain text={row.name} /></a></th>
                {names.slice(0, -1).map((col, k) => (k < i ? <Cell c={cells.get(row.id + '\n' + col.id)} pair={pair} /> : k === i ? <td class="diagonal" /> : <td class="outside" />))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {a.among.length > usual && <p class="also"><a href={here({ who: every ? '' : 'all' })}>{every ? 'fewer actors' : `${a.among.length - usual} more actors, with fewer contacts`}</a></p>}
    </>
  )
}

function Cell({ c, pair }: { c?: Contact; pair: string }) {
  if (!c) return <td><span aria-hidden="true">·</span><span class="aside">none</span></td>
  const on = isPair(c, pair)
  return (
    <td>
      <button type="button" class="pair" aria-pressed={on} title={`${c.a.name} and ${c.b.name}: ${inWords(c)}`}
        onClick={() => go(here({ pair: on ? '' : pairOf(c), after: '' }))}>
        <span class="aside">{c.a.name} and {c.b.name}: {inWords(c)}</span>
        {kinds.filter((k) => c[k.name] > 0).map((k) => <span class={'n ' + k.name} aria-hidden="true"><svg viewBox="0 0 16 16" aria-hidden="true">{k.mark}</svg>{c[k.name]}</span>)}
      </button>
    </td>
  )
}

/** The last name, where no other has it. */
function short(n: Name, among: Name[]): string {
  const last = (m: Name) => m.name.split(' ').at(-1)!
  return n.name.split(' ').length < 4 && n.id.startsWith('person:') && among.filter((m) => last(m) === last(n)).length === 1 ? last(n) : n.name
}

/** The arrows go from pair to pair. */
function walk(e: KeyboardEvent): void {
  const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
  const step = steps[e.key]
  const cell = (e.target as HTMLElement).closest('td')
  if (!step || !cell) return
  e.preventDefault()
  e.stopPropagation()
  const rows = (cell.closest('table') as HTMLTableElement).rows
  let [r, c] = [(cell.parentElement as HTMLTableRowElement).rowIndex, cell.cellIndex]
  for (;;) {
    r += step[0]
    c += step[1]
    const next = rows[r]?.cells[c]
    if (!next) return
    const button = next.querySelector('button')
    if (button) return button.focus()
  }
}
