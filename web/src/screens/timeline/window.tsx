// Which days are shown. The window is the filter "since, until" of the address, so
// that chart, list and file always hold the same days and can be sent as a link.

import { dayOf, isoOf } from '../../parts/days'
import { useKeys } from '../../keys'
import { go, here } from '../../url'
import { chosen } from './chosen'

interface Props {
  from: string
  to: string
  today: string
  by: string
  centre: (row: string) => number | undefined // the day of a row
}

const least = 3
const most = 1100

export function Window({ from, to, today, by, centre }: Props) {
  const [a, b, now] = [dayOf(from), dayOf(to), dayOf(today)]
  const days = b - a + 1
  const show = (since: number, until: number) => go(here({ since: isoOf(since), until: isoOf(until), limit: '', after: '' }), { replace: true })
  const zoom = (factor: number) => {
    const n = Math.max(least, Math.min(most, Math.round(days * factor)))
    const row = centre(chosen.peek())
    const at = row ?? (now >= a && now <= b ? now : Math.round((a + b) / 2))
    const since = Math.round(at - ((at - a) / Math.max(1, days - 1)) * (n - 1)) // what is looked at stays where it is
    show(since, since + n - 1)
  }
  const pan = (by: number) => {
    const step = Math.max(1, Math.round(days / 2)) * by
    show(a + step, b + step)
  }
  const whole = () => go(here({ since: '', until: '', limit: '', after: '' }), { replace: true })
  const other = by === 'actor' ? 'issue' : 'actor'
  const turn = () => go(here({ by: other, after: '' }), { replace: true })
  useKeys([
    { press: 'ArrowLeft', does: 'earlier days', group: 'Timeline', run: () => pan(-1) },
    { press: 'ArrowRight', does: 'later days', group: 'Timeline', run: () => pan(1) },
    { press: '+', does: 'fewer days', group: 'Timeline', run: () => zoom(0.5) },
    { press: '-', does: 'more days', group: 'Timeline', run: () => zoom(2) },
    { press: '0', does: 'two weeks around today', group: 'Timeline', run: whole },
    { press: 'b', does: 'lanes by actor or by issue', group: 'Timeline', run: turn },
  ], [from, to, today, by])
  return (
    <div class="window" role="group" aria-label="Days and lanes">
      <b class="window-days">{from} to {to}</b>
      <span class="window-keys">
        <button type="button" onClick={() => pan(-1)}><kbd>←</kbd> earlier</button>
        <button type="button" onClick={() => pan(1)}>later <kbd>→</kbd></button>
        <button type="button" onClick={() => zoom(0.5)} disabled={days <= least}>closer <kbd>+</kbd></button>
        <button type="button" onClick={() => zoom(2)} disabled={days >= most}>wider <kbd>-</kbd></button>
        <button type="button" onClick={whole}>today <kbd>0</kbd></button>
      </span>
      <span class="window-lanes">
        lanes by{' '}
        {['actor', 'issue'].map((l) => <a href={here({ by: l, after: '' })} aria-current={l === by ? 'true' : undefined}>{l}</a>)} <kbd>b</kbd>
      </span>
    </div>
  )
}
