// Review: one row at a time beside its article. A decision is one key, shows at
// once, and can be taken back.

import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { fresh } from '../api/ask'
import { useKeys } from '../keys'
import { thousands } from '../parts/answered'
import { Empty, ProblemNote } from '../parts/problem'
import { may } from '../session'
import { askedOf, here, place, go } from '../url'
import { articleOf, isArticle, want } from './review/articles'
import { Adding, Evidence, steer } from './review/adding'
import { Card, type Deeds } from './review/card'
import { Edit, Merge, Reject, Split } from './review/forms'
import { List } from './review/list'
import { chosen, Pane, report, reportsOf, selected } from './review/pane'
import { advance, at, current, grade, head, load, loading, mayUndo, problem, refusedRows, rows, sending, step, take, undo, waitingRows, type Waiting } from './review/queue'
import { moved, placed, sentenceWords, spanOfPlace } from './review/span'

/** What the form under the row asks for. */
const form = signal<'' | 'reject' | 'edit' | 'split' | 'merge' | 'add' | 'evidence'>('')
const others = signal<[number, number][]>([]) // further places of the row whose words are changed

function close(): void {
  form.value = ''
  chosen.value = null
}

export default function Review() {
  const { query } = place.value
  const list = query.get('view') === 'list'
  const asked = askedOf(query).toString()
  useEffect(() => void load(fresh.value > 0 && fresh.value !== known), [asked, fresh.value])
  useEffect(() => void (known = fresh.value), [fresh.value])
  useKeys([{ press: 'l', does: 'the queue as a list, or one row at a time', group: 'Review', run: () => go(here({ view: place.peek().query.get('view') === 'list' ? '' : 'list', row: current.peek()?.item.id ?? '' })) }])
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
  const more = head.value?.next ? ' at least' : ''
  const refused = refusedRows.value
  return (
    <div class="review-bar">
      <p>
        {!list && <b>{at.value + 1} of {thousands(rows.value.length)}{more}</b>} <span class="also">{thousands(waits)}{more} wait, key rows first{sending.value > 0 ? ` · ${sending.value} on their way` : ''}</span>
      </p>
      {refused.length > 0 && !(refused.length === 1 && refused[0] === current.value && !list) && (
        <p class="refused" role="status"><button type="button" onClick={() => { step(rows.peek().indexOf(refused[0]!)); if (list) go(here({ view: '' })) }}>{refused.length === 1 ? '1 decision was not taken: look' : `${refused.length} decisions were not taken: look`}</button></p>
      )}
      <p class="review-way">
        <a href={here({ view: list ? '' : 'list' })}>{list ? 'one at a time' : 'as a list, to decide on many'}</a> <kbd>l</kbd>
      </p>
      <p class="hint">Re-reading an article never overwrites what you decide.</p>
    </div>
  )
}

function One({ row }: { row: Waiting }) {
  const { item } = row
  const source = reportsOf(item)[Math.min(report.value, Math.max(0, reportsOf(item).length - 1))]
  const got = source ? articleOf(source.key) : null
  const article = isArticle(got) ? got : null
  useEffect(() => {
    close()
    report.value = 0
    scrollTo(0, 0)
    // The articles of the next rows are there before they are wanted.
    for (const next of rows.peek().slice(at.peek() + 1, at.peek() + 4)) {
      const s = reportsOf(next.item)[0]
      if (s) want(s.key)
    }
    document.querySelector<HTMLElement>('.review-row [data-row]')?.focus({ preventScroll: true })
  }, [item.id])

  const one = (d: Parameters<typeof take>[1], said: string, outcome: Parameters<typeof take>[3], on = true) => {
    close()
    take([item.id], d, said, outcome)
    if (on) advance()
  }
  const begin = (by: number) => {
    if (!article || !source) return
    const margin = article.sentences.flatMap((s) => s.rows).find((m) => m.id === source.row)
    const own = margin && placed(article.sentences, margin.places)
    if (!own) return
    others.value = own.others.map((p) => spanOfPlace(article.sentences, p))
    chosen.value = moved(article.sentences, own.words, 0, by)
    form.value = 'evidence'
  }
  const add = () => {
    if (!article) return
    const { sentences } = article
    const here = sentences.findIndex((s) => s.rows.some((m) => m.id === source?.row))
    const bare = sentences.findIndex((s, i) => i > here && s.bare)
    chosen.value = selected(sentences) ?? sentenceWords(sentences, bare >= 0 ? bare : Math.max(0, here))
    form.value = 'add'
  }
  const deeds: Deeds = {
    accept: () => one({ kind: 'accept' }, 'accepted', 'accepted'),
    reject: () => (form.value = 'reject'),
    edit: () => (form.value = 'edit'),
    split: () => (form.value = 'split'),
    merge: () => (form.value = 'merge'),
    undo: () => { close(); void undo() },
    shrink: () => (form.peek() === 'evidence' && article ? void steer(article.sentences, '[') : begin(-1)),
    grow: () => (form.peek() === 'evidence' && article ? void steer(article.sentences, ']') : begin(1)),
    add,
    credibility: (n) => one({ kind: 'credibility', value: n }, `credibility ${n}`, '', false),
    reliability: (letter) => {
      const outlet = item.sources[0]?.source
      if (!outlet) return
      grade(outlet, letter)
      take([item.id], { kind: 'reliability', target: outlet, value: letter }, `reliability of ${outlet} ${letter}`, '')
    },
  }
  const free = () => form.peek() === ''
  const analyst = () => may('analyst') && free()
  const fields = () => item.kind !== 'tension'
  useKeys([
    { press: 'j', does: 'next row', group: 'Review', when: free, run: () => step(at.peek() + 1) },
    { press: 'k', does: 'row before', group: 'Review', when: free, run: () => step(at.peek() - 1) },
    { press: 'a', does: 'accept, and on', group: 'Review', when: analyst, run: deeds.accept },
    { press: 'x', does: 'reject, with a reason', group: 'Review', when: analyst, run: deeds.reject },
    { press: 'e', does: 'edit the fields', group: 'Review', when: () => analyst() && fields(), run: deeds.edit },
    { press: 's', does: 'split', group: 'Review', when: () => form.peek() === '' && may('editor') && item.articles > 1, run: deeds.split },
    { press: 'm', does: 'merge with another', group: 'Review', when: () => form.peek() === '' && may('editor') && fields(), run: deeds.merge },
    { press: 'u', does: 'undo', group: 'Review', when: () => may('analyst'), run: deeds.undo },
    { press: '[', does: 'shrink the evidence', group: 'Review', when: () => may('analyst') && fields(), run: deeds.shrink },
    { press: ']', does: 'grow the evidence', group: 'Review', when: () => may('analyst') && fields(), run: deeds.grow },
    { press: '{', does: 'begin it earlier', group: 'Review', when: () => chosen.peek() !== null && article !== null, run: () => void steer(article!.sentences, '{') },
    { press: '}', does: 'begin it later', group: 'Review', when: () => chosen.peek() !== null && article !== null, run: () => void steer(article!.sentences, '}') },
    { press: 'n', does: 'add a missing row, from a selection in the text', group: 'Review', when: analyst, run: deeds.add },
    { press: 'o', does: 'the next report', group: 'Review', when: () => reportsOf(item).length > 1, run: () => (report.value = (report.peek() + 1) % reportsOf(item).length) },
    { press: 'Space', does: 'to the text of the article, and back', group: 'Review', run: toText },
    { press: 'Escape', does: 'leave the form', group: 'Review', when: () => form.peek() !== '', run: close },
    ...[1, 2, 3, 4, 5, 6].map((n) => ({ press: String(n), does: `credibility ${n}`, group: 'Review', when: analyst, run: () => deeds.credibility(n) })),
    ...['A', 'B', 'C', 'D', 'E', 'F'].map((l) => ({ press: l, does: `reliability of the outlet: ${l}`, group: 'Review', when: () => analyst() && !!item.sources[0]?.source, run: () => deeds.reliability(l) })),
  ], [item, article, source?.row])
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

/** The keyboard goes into the text of the article, and back to the row. */
function toText(): void {
  const text = document.querySelector<HTMLElement>('.review-text')
  if (document.activeElement === text) document.querySelector<HTMLElement>('.review-row [data-row]')?.focus()
  else text?.focus()
}
