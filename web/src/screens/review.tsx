// Review: one row at a time beside its article. A decision is one key, shows at
// once, and can be taken back.

import { useEffect, useLayoutEffect } from 'preact/hooks'
import { fresh } from '../api/ask'
import { useKeys } from '../keys'
import { thousands } from '../parts/answered'
import { person } from '../parts/decide'
import { Empty, ProblemNote } from '../parts/problem'
import { session } from '../session'
import { askedOf, go, here, place } from '../url'
import { want } from './review/articles'
import { Adding, Evidence } from './review/adding'
import { Card, stands } from './review/card'
import { close, deeds, form, keys, one, others, shown } from './review/deeds'
import { Edit, Merge, Reject, Split } from './review/forms'
import { List } from './review/list'
import { chosen, Pane, report, reportsOf, selected } from './review/pane'
import { advance, at, current, head, load, loading, mayUndo, problem, refusedRows, rows, sending, step, take, waitingRows, type Waiting } from './review/queue'

export default function Review() {
  const { query } = place.value
  const list = query.get('view') === 'list'
  const asked = askedOf(query).toString()
  useEffect(() => void load(fresh.value > 0 && fresh.value !== known), [asked, fresh.value])
  useEffect(() => void (known = fresh.value), [fresh.value])
  useKeys([{ press: 'l', does: 'the queue as a list, or one row at a time', group: 'Review', run: () => go(here({ view: place.peek().query.get('view') === 'list' ? '' : 'list', row: '' })) }])
  if (problem.value) return <ProblemNote problem={problem.value} />
  if (rows.value.length === 0) {
    return loading.value || !head.value ? <p class="waiting" role="status">Asking the record …</p> : <Empty>Every row that fits was looked at by a person. {asked && 'Take away a filter to see more.'}</Empty>
  }
  return (
    <div class="review" aria-busy={loading.value}>
      <Bar list={list} />
      {list ? <List /> : <One row={current.value!} />}
    </div>
  )
}

let known = fresh.peek()

/** Where one is in the queue. */
function Bar({ list }: { list: boolean }) {
  const waits = waitingRows.value.length
  const more = head.value?.next ? ', and more' : ''
  const refused = refusedRows.value
  return (
    <div class="review-bar">
      <p>
        {!list && <b>Row {thousands(at.value + 1)}</b>} <span class="also">{thousands(waits)} wait{more}; key rows first{sending.value > 0 ? ` · ${sending.value} on their way` : ''}</span>
      </p>
      {refused.length > 0 && !(refused.length === 1 && refused[0] === current.value && !list) && (
        <p class="refused" role="status"><button type="button" onClick={() => { step(rows.peek().indexOf(refused[0]!)); if (list) go(here({ view: '' })) }}>{refused.length === 1 ? '1 decision was not taken: look' : `${refused.length} decisions were not taken: look`}</button></p>
      )}
      <p class="review-way">
        <a href={here({ view: list ? '' : 'list', row: '' })}>{list ? 'one at a time' : 'as a list, to decide on many'}</a> <kbd>l</kbd>
      </p>
      {list && <p class="hint">{stands}</p>}
      {!session.value.users && <Person />}
    </div>
  )
}

/** Where nobody signs in, who decides is said here once and kept on this machine. */
function Person() {
  return (
    <label class="review-by">deciding as <input name="by" value={person()} autocomplete="name" maxLength={200} placeholder={session.value.name ?? 'the account that serves this page'} onChange={(e) => localStorage.setItem('person', e.currentTarget.value.trim())} /></label>
  )
}

function One({ row }: { row: Waiting }) {
  const { item } = row
  const { source, article } = shown(item)
  // Before anything is painted: what a key begins on the new row must stand.
  useLayoutEffect(() => {
    close()
    report.value = 0
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('.review-row [data-row]')?.focus({ preventScroll: true })
  }, [item.id])
  useEffect(() => {
    // The articles of the next rows are there before they are wanted.
    for (const next of rows.peek().slice(at.peek() + 1, at.peek() + 4)) {
      const s = reportsOf(next.item)[0]
      if (s) want(s.key)
    }
  }, [item.id])
  useKeys(keys)
  // A selection made while a row is added is its words.
  useEffect(() => {
    if (form.value !== 'add' || !article) return
    const follow = () => {
      const w = selected(article.sentences)
      if (w) chosen.value = w
    }
    document.addEventListener('selectionchange', follow)
    return () => document.removeEventListener('selectionchange', follow)
  }, [form.value, article])
  const open = form.value !== '' && (
    <>
      {form.value === 'reject' && <Reject close={close} take={(reason) => one({ kind: 'reject', reason }, 'rejected', 'rejected')} />}
      {form.value === 'edit' && <Edit of={row} close={close} take={(value, accept) => {
        close()
        take([item.id], { kind: 'edit', value }, 'edited', '')
        if (accept) {
          take([item.id], { kind: 'accept' }, 'accepted', 'accepted')
          advance()
        }
      }} />}
      {form.value === 'split' && <Split of={row} close={close} take={(leave, seen) => one({ kind: 'split', value: { leave }, seen }, leave.length === 1 ? '1 row split off' : `${leave.length} rows split off`, '', false)} />}
      {form.value === 'merge' && <Merge of={row} close={close} take={(other, seen) => one({ kind: 'merge', value: other.id, seen }, `merged with “${other.line}”`, 'moved')} />}
      {form.value === 'add' && article && <Adding article={article} close={close} take={(value, kind) => one({ kind: 'add', target: '', value }, `${kind} added`, '', false)} />}
      {form.value === 'evidence' && article && source && <Evidence article={article} others={others.value} close={close} take={(spans) => one({ kind: 'edit', value: { evidence: { row: source.row, spans } } }, 'evidence changed', '', false)} />}
    </>
  )
  return (
    <div class="review-cols">
      <section class="review-row" aria-label="The row">
        <Card row={row} deeds={deeds} canUndo={mayUndo.value} form={open} />
      </section>
      <Pane item={item} />
    </div>
  )
}
