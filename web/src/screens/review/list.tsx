// The queue as a list: rows are marked and decided together.

import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { currentRow } from '../../parts/focus'
import { useKeys } from '../../keys'
import { Row, Tag } from '../../parts/row'
import { Rows } from '../../parts/rows'
import { may } from '../../session'
import { here } from '../../url'
import { Deed } from './card'
import { Reject } from './forms'
import { head, mayUndo, more, rows, take, undo } from './queue'

const marked = signal<ReadonlySet<string>>(new Set())

function mark(ids: string[], on: boolean): void {
  const next = new Set(marked.peek())
  for (const id of ids) if (on) next.add(id)
  else next.delete(id)
  marked.value = next
}

export function List() {
  const [rejecting, reject] = useState(false)
  const waiting = rows.value.filter((r) => r.outcome === '')
  const chosen = waiting.filter((r) => marked.value.has(r.item.id)).map((r) => r.item.id)
  const n = chosen.length
  const accept = () => {
    take(chosen, { kind: 'accept' }, 'accepted', 'accepted')
    marked.value = new Set()
  }
  const all = n === waiting.length && n > 0
  useKeys([
    { press: 'v', does: 'mark the row, or not', group: 'Review', when: () => currentRow() !== null, run: () => { const id = currentRow()!.dataset.row!; mark([id], !marked.peek().has(id)) } },
    { press: 'V', does: 'mark all rows that were loaded, or none', group: 'Review', run: () => mark(waiting.map((r) => r.item.id), !all) },
    { press: 'a', does: 'accept the marked rows', group: 'Review', when: () => n > 0 && may('analyst'), run: accept },
    { press: 'x', does: 'reject the marked rows', group: 'Review', when: () => n > 0 && may('analyst'), run: () => reject(true) },
    { press: 'u', does: 'undo', group: 'Review', run: () => void undo() },
  ], [chosen.join(), all, waiting.length])
  return (
    <>
      <div class="bulk" role="toolbar" aria-label="Decide on the marked rows">
        <span class="count">{n === 0 ? 'Mark rows' : n === 1 ? '1 row marked' : `${n} rows marked`}</span>
        <Deed press="V" does={() => mark(waiting.map((r) => r.item.id), !all)}>{all ? 'mark none' : `mark all ${waiting.length} loaded`}</Deed>
        {may('analyst') && <Deed press="a" does={accept} off={n === 0} main>accept {n || ''}</Deed>}
        {may('analyst') && <Deed press="x" does={() => reject(true)} off={n === 0}>reject {n || ''}</Deed>}
        <Deed press="u" does={() => void undo()} off={!mayUndo.value}>undo</Deed>
        <span class="hint"><kbd>j</kbd><kbd>k</kbd> move · <kbd>v</kbd> mark · <kbd>space</kbd> the sentence</span>
      </div>
      {rejecting && <Reject many={n} close={() => reject(false)} take={(reason) => {
        take(chosen, { kind: 'reject', reason }, 'rejected', 'rejected')
        marked.value = new Set()
        reject(false)
      }} />}
      <Rows items={rows.value} label="Rows that wait" more={head.value?.next ? () => void more() : undefined}>
        {(r) => (
          <div class={'bulk-row' + (r.outcome ? ' decided' : '')}>
            <input type="checkbox" checked={marked.value.has(r.item.id)} disabled={r.outcome !== ''} aria-label={`mark: ${r.item.line}`} onChange={(e) => mark([r.item.id], e.currentTarget.checked)} />
            <Row item={r.item} tags={<>
              {r.works.at(-1)?.state === 'refused' && <Tag kind="late"><a href={here({ view: '', row: r.item.id })}>refused, look</a></Tag>}
              {r.outcome && <Tag kind={r.outcome === 'rejected' ? 'late' : 'new'}>{r.outcome}</Tag>}
              {r.item.key && <Tag>key</Tag>}
            </>} />
          </div>
        )}
      </Rows>
    </>
  )
}
