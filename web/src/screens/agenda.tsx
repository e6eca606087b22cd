// What is to come: the list first, then as months.

import type { AgendaAnswer, Appointment } from '../api/types'
import { useKeys } from '../keys'
import { Answered } from '../parts/answered'
import { dayOf, isoOf } from '../parts/days'
import { Rows } from '../parts/rows'
import { Section } from '../parts/section'
import { go, here, place, to } from '../url'
import { One } from './agenda/appointment'
import { Months, type Placed } from './agenda/month'
import { Subscribe, subscribing } from './agenda/subscribe'

const usual = 40

export default function Agenda() {
  const months = place.value.query.get('view') === 'month'
  const turn = () => go(here({ view: months ? '' : 'month' }), { replace: true })
  useKeys([
    { press: 'v', does: 'months, or the list alone', group: 'Agenda', run: turn },
    { press: 'i', does: 'subscribe as iCalendar', group: 'Agenda', run: () => (subscribing.value = true) },
  ], [months])
  return (
    <>
      <p class="views" role="group" aria-label="Agenda as">
        <button type="button" aria-pressed={!months} onClick={() => months && turn()}>list</button>
        <button type="button" aria-pressed={months} onClick={() => months || turn()}>months <kbd>v</kbd></button>
        <button type="button" class="plain apart" aria-haspopup="dialog" onClick={() => (subscribing.value = true)}>subscribe <kbd>i</kbd></button>
      </p>
      <Answered question="agenda">{(a) => <Laid a={a} months={months} />}</Answered>
      <Subscribe />
    </>
  )
}

function Laid({ a, months }: { a: AgendaAnswer; months: boolean }) {
  const first = dayOf(a.from)
  // As on paper: a week is what has a day, or a week, within seven days.
  const near = (p: Appointment) => {
    const [from, end] = [p.from === '..' ? -Infinity : dayOf(p.from), p.to === '..' ? Infinity : dayOf(p.to)]
    return from < first + 7 && end - from + 1 <= 7
  }
  const week = a.upcoming.filter(near)
  const later = a.upcoming.filter((p) => !near(p))
  const limit = Number(place.value.query.get('limit')) || usual
  const placed = (list: Appointment[], late = false, off = false): Placed[] => list.map((p) => ({ a: p, late, off }))
  const rows = (list: Appointment[], group: 'ahead' | 'off' | 'late', label: string) => <Rows items={list} label={label}>{(p) => <One a={p} group={group} />}</Rows>
  return (
    <>
      {months && <Months all={[...placed(a.no_report, true), ...placed(a.upcoming), ...placed(a.off, false, true)]} today={a.today} />}
      <Section title={`Seven days, ${a.from} to ${isoOf(first + 6)}`} count={week.length} none="Nothing with a day is planned or due.">
        {rows(week, 'ahead', 'Seven days')}
      </Section>
      <Section title="Later" count={later.length} none="Nothing with a later day is planned or due."
        more={a.more_open && <a href={here({ limit: String(limit * 4) })}>look further</a>}>
        {rows(later, 'ahead', 'Later')}
      </Section>
      {a.undated.length > 0 && <Section title="No day stated" count={a.undated.length} said="To come, on a day that no source gives.">{rows(a.undated, 'ahead', 'No day stated')}</Section>}
      {a.off.length > 0 && <Section title="Called off" count={a.off.length}>{rows(a.off, 'off', 'Called off')}</Section>}
      {a.no_report.length > 0 && (
        <Section title="No report" count={a.no_report.length} said={<>Planned for a day that has passed; no article says that it came about. The <a href={to('timeline')}>timeline</a> shows the days around.</>}>
          {rows(a.no_report, 'late', 'No report')}
        </Section>
      )}
    </>
  )
}
