// One thing to come: when, as exactly as the sources say, what, who, where,
// announced by whom, confirmed when, moved or called off.

import type { Appointment } from '../../api/types'
import { Plain } from '../../parts/plain'
import { Row, Tag } from '../../parts/row'
import { to } from '../../url'

interface Props {
  a: Appointment
  group: 'ahead' | 'off' | 'late'
}

export function One({ a, group }: Props) {
  return (
    <Row item={withoutReport(a)} tags={<>
      {group === 'late' && <Tag kind="late">no report</Tag>}
      {group === 'off' && <Tag>called off</Tag>}
      {a.due && <Tag>due</Tag>}
      {a.moved.length > 0 && <Tag>moved</Tag>}
    </>}>
      <dl class="appointment">
        <div><dt>where</dt><dd>{where(a)}</dd></div>
        <div><dt>announced</dt><dd>by <Plain text={a.announced_by || 'nobody stated'} />{a.announced && `, ${a.announced}`}</dd></div>
        {a.last_confirmed && a.last_confirmed !== a.announced && <div><dt>last confirmed</dt><dd>{a.last_confirmed}</dd></div>}
        {a.moved.length > 0 && <div><dt>was to be</dt><dd>{a.moved.join(', then ')}</dd></div>}
        {exactness(a) && <div><dt>day</dt><dd>{exactness(a)}</dd></div>}
      </dl>
      {a.perhaps && (
        <div class="perhaps">
          <p class="row-notes"><span>Perhaps it is</span></p>
          <Row item={a.perhaps} quiet />
          <p class="row-notes"><span>Only a person says that the two are one: <a href={to('review', '', { row: a.id, merge: a.perhaps.id })}>merge them in Review</a></span></p>
        </div>
      )}
    </Row>
  )
}

/** The tag says it already. */
function withoutReport(a: Appointment): Appointment {
  return { ...a, notes: a.notes.filter((n) => n !== 'no report that it came about') }
}

const exact: Record<string, string> = { city: '', site: '', country: 'the country only', region: 'a region', none: '' }

/** The place, never more exact than the sources are. */
function where(a: Appointment) {
  if (!a.place) return <span class="also">not stated</span>
  const how = exact[a.place.precision] ?? ''
  return <><Plain text={a.place.name} />{a.place.country && a.place.precision !== 'country' && ` (${a.place.country})`}{how && `, ${how}`}{a.place.basis === 'inferred' && ', inferred'}</>
}

/** How exact the day is, where it is not one day. */
function exactness(a: Appointment): string {
  if (!a.from && !a.to) return ''
  if (a.from === a.to) return /[~?%]/.test(a.happens?.edtf ?? '') ? 'about that day' : ''
  if (a.from === '..') return 'by then, no first day stated'
  if (a.to === '..') return 'from then, no last day stated'
  return /\//.test(a.happens?.edtf ?? '') ? `from ${a.from} to ${a.to}` : `some day from ${a.from} to ${a.to}`
}
