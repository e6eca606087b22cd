// The agenda as months. What has no day, or may be any day of a month, is in no
// cell; it is said beneath, so that nothing looks more exact than it is.

import type { Appointment } from '../../api/types'
import { dateOf, dayOf, isoOf, monthOf, weekdayAt } from '../../parts/days'
import { focusRow } from '../../parts/focus'
import { drawn, legend } from '../../parts/marks'

export interface Placed {
  a: Appointment
  late: boolean
  off: boolean
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const mostMonths = 6
const longest = 7 // days that a thing may last and still stand in cells
const inCell = 4

export function Months({ all, today }: { all: Placed[]; today: string }) {
  const byDay = new Map<number, Placed[]>()
  let apart = 0
  for (const p of all) {
    const [from, end] = [p.a.from === '..' ? p.a.to : p.a.from, p.a.to === '..' ? p.a.from : p.a.to]
    if (!from || dayOf(end) - dayOf(from) >= longest) {
      apart++
      continue
    }
    for (let d = dayOf(from); d <= dayOf(end); d++) byDay.set(d, [...(byDay.get(d) ?? []), p])
  }
  const now = dayOf(today)
  const months = monthsOf([...byDay.keys(), now]).filter((m) => m >= now - dateOf(now).getUTCDate() + 1)
  const shown = months.slice(0, mostMonths)
  const over = all.filter((p) => p.late && p.a.to < isoOf(months[0]!)).length
  return (
    <div class="months">
      {shown.map((m) => <Month key={m} first={m} byDay={byDay} today={dayOf(today)} />)}
      {(apart > 0 || over > 0 || months.length > shown.length) && (
        <p class="also">
          {apart > 0 && `${apart} in the list below ${apart === 1 ? 'has' : 'have'} no day, or more than a week in which it may be, and so no cell. `}
          {over > 0 && `${over} of an earlier month, of which there is no report, ${over === 1 ? 'is' : 'are'} in the list alone. `}
          {months.length > shown.length && `${months.length - shown.length} later months are in the list alone.`}
        </p>
      )}
    </div>
  )
}

/** The first days of the months that have something, in order. */
function monthsOf(days: number[]): number[] {
  const firsts = new Set(days.map((d) => d - dateOf(d).getUTCDate() + 1))
  return [...firsts].sort((x, y) => x - y)
}

function Month({ first, byDay, today }: { first: number; byDay: Map<number, Placed[]>; today: number }) {
  const last = dayOf(isoOf(first + 31).slice(0, 8) + '01') - 1
  const begin = first - weekdayAt(first)
  const weeks = Array.from({ length: Math.ceil((last - begin + 1) / 7) }, (_, w) => begin + 7 * w)
  return (
    <table class="month-grid">
      <caption>{monthOf(first)}</caption>
      <thead><tr>{weekdays.map((d) => <th scope="col">{d}</th>)}</tr></thead>
      <tbody>
        {weeks.map((w) => (
          <tr>
            {weekdays.map((_, i) => {
              const d = w + i
              if (d < first || d > last) return <td class="outside" />
              const all = byDay.get(d) ?? []
              return (
                <td class={d === today ? 'is-today' : d < today ? 'over' : undefined}>
                  <span class="date">{dateOf(d).getUTCDate()}{d === today && <span class="aside">, today</span>}</span>
                  {all.slice(0, inCell).map((p) => <Entry p={p} />)}
                  {all.length > inCell && <span class="also">and {all.length - inCell} more</span>}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Entry({ p }: { p: Placed }) {
  const kind = p.a.marks.at(-1) ?? ''
  const said = p.late ? 'no report: ' : p.off ? 'called off: ' : p.a.due ? 'due: ' : ''
  const reach = () => {
    const row = document.querySelector<HTMLElement>(`main [data-row="${CSS.escape(p.a.id)}"]`)
    if (row) focusRow(row)
  }
  return (
    <button type="button" class={'entry' + (p.late ? ' late' : '') + (p.off ? ' off' : '')} title={p.a.line} onClick={reach}>
      <svg viewBox="0 0 16 16" aria-hidden="true">{drawn[kind]}</svg>
      <span class="aside">{said}{legend[kind] ?? ''}: </span>
      {p.late && <b aria-hidden="true">! </b>}
      <span class="entry-line">{p.a.line}</span>
    </button>
  )
}
