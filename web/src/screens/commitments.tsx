// Commitments: who bound himself, or would bind another, to what; on which
// condition, until when, how often it was said, where it stands. What the program
// thinks stands apart from what a person said of it.

import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { list, path, useGet, type AnyHead } from '../api/ask'
import { usePages } from '../api/pages'
import type { Commitment, CommitmentsAnswer, Item, WhyAnswer } from '../api/types'
import { useKeys } from '../keys'
import { Arrived, Head } from '../parts/answered'
import { Decided, DecidedBy } from '../parts/decide'
import { openSentence } from '../parts/evidence'
import { currentRow } from '../parts/focus'
import { form, lives, lifeTitle } from '../parts/lives'
import { Plain } from '../parts/plain'
import { Empty } from '../parts/problem'
import { Rating, rateOf } from '../parts/rate'
import { Row, Tag } from '../parts/row'
import { Rows } from '../parts/rows'
import { Section } from '../parts/section'
import { may } from '../session'
import { here, knowledgeOf, place } from '../url'

/** The commitments that are opened or shut by hand: id → open. */
const turned = signal<Record<string, boolean>>({})

/** So few that each is shown with all that belongs to it; of more, about somebody, the first. */
const few = 3

export default function Commitments() {
  const pages = usePages('commitments', (a) => list(a.commitments), 50)
  useCaseKeys()
  return (
    <>
      <Forms />
      <Decided />
      <Arrived asked={pages.asked}>
        {(a) => (
          <>
            <Head head={a} question="commitments" />
            <Laid a={a} all={pages.items} />
            {pages.more && <p class="more-rows"><button type="button" onClick={pages.more}>further commitments</button></p>}
          </>
        )}
      </Arrived>
      <Rating />
    </>
  )
}

/** The keys of a commitment, on every screen that has some. */
export function useCaseKeys(): void {
  useKeys([
    { press: 'o', does: 'open its condition and its wordings, or shut them', group: 'Commitments', when: () => own() !== null, run: () => turn(own()!) },
    { press: 'r', does: 'rate it', group: 'Commitments', when: () => may('analyst') && own() !== null, run: () => own()!.querySelector<HTMLElement>(':scope > .row-body > .case-keys [data-rate]')!.click() },
  ])
}

/** The commitment that has the keyboard, itself or by a row that stands in it. */
function own(): HTMLElement | null {
  let row = currentRow()
  while (row && !row.querySelector(':scope > .row-body > .case-keys')) row = row.parentElement!.closest<HTMLElement>('[data-row]')
  return row
}

function turn(row: HTMLElement): void {
  const id = row.dataset.row!
  const now = row.querySelector('.case-in') !== null
  turned.value = { ...turned.peek(), [id]: !now }
}

const forms: [string, string][] = [['pledge', 'pledges'], ['threaten', 'threats'], ['propose', 'proposals'], ['demand', 'demands'], ['refuse', 'refusals']]

/** Shows only commitments of one form. */
function Forms() {
  const now = place.value.query.getAll('type').flatMap((t) => t.split(','))
  return (
    <p class="forms">
      <a href={here({ type: '' })} aria-current={now.length === 0 ? 'true' : undefined}>all</a>
      {forms.map(([type, name]) => <a href={here({ type })} aria-current={now.includes(type) ? 'true' : undefined}>{name}</a>)}
    </p>
  )
}

function Laid({ a, all }: { a: CommitmentsAnswer; all: Commitment[] }) {
  if (all.length === 0) return <Empty>No pledge, threat, proposal, demand or refusal fits. Take a filter away, or press <kbd>t</kbd> for another day.</Empty>
  const asked = place.value.query
  const about = asked.has('actor') || asked.has('pair') || asked.has('words')
  const first = lives.map((l) => all.find((c) => c.life === l.life)).find((c) => c !== undefined)
  const rated = all.filter((c) => c.rating).length
  return (
    <>
      <p class="rated-note">
        {rated === 0 ? 'None of these is rated: a life that stands here without a name is the program’s, from the words and the calendar alone.' : `${rated} of these ${rated === 1 ? 'is' : 'are'} rated by a person; the others are not yet rated.`}
      </p>
      {lives.map(({ life, title, means }) => {
        const own = all.filter((c) => c.life === life)
        if (own.length === 0) return null
        return (
          <Section title={title} count={own.length} said={means}>
            <Rows items={own} label={title}>{(c) => <Case c={c} opened={all.length <= few || (about && c === first)} head={a} />}</Rows>
          </Section>
        )
      })}
    </>
  )
}

/** A commitment with what it hangs on and where it stands. */
export function Case({ c, opened = false, head, titled = true }: { c: Commitment; opened?: boolean; head: Pick<AnyHead, 'today' | 'seen'>; titled?: boolean }) {
  const conditional = c.condition.length > 0
  const opens = conditional || c.wordings.length > 1
  const open = opens && (turned.value[c.id] ?? opened)
  return (
    <Row item={c} tags={<><Tag>{form(c)}</Tag>{!titled && <Tag kind={c.life === 'overdue' ? 'late' : ''}>{lifeTitle(c.life).toLowerCase()}</Tag>}</>}>
      <dl class="case">
        {conditional && <Fact name="condition"><q><Plain text={c.condition.join(' … ')} /></q></Fact>}
        {c.deadline && <Fact name="deadline"><Deadline c={c} today={head.today} /></Fact>}
        {c.said_times > 1 && (
          <Fact name="said">
            <span class={'times n' + Math.min(c.said_times, 4)}>{c.said_times} times</span> since {c.since}{c.trend !== 'same' && <>, <b>{c.trend}</b></>}
          </Fact>
        )}
        {c.rating && (
          <Fact name="rated">
            <b>{lifeTitle(c.rating.life).toLowerCase()}</b> <DecidedBy by={c.rating.by} at={c.rating.at} reason={c.rating.reason} />
            {c.rating.evidence && <> <Shows row={c.rating.evidence} /></>}
          </Fact>
        )}
        {c.because && <Fact name={c.life}><Row item={c.because} quiet /></Fact>}
        {c.suggested?.item && !c.rating && (
          <Fact name="program thinks">
            <span class="suggested">perhaps <b>{lifeTitle(c.suggested.life).toLowerCase()}</b>: {c.suggested.why}. Only a person says so.</span>
            <Row item={c.suggested.item} quiet />
          </Fact>
        )}
      </dl>
      {open && <Opened c={c} />}
      <p class="case-keys">
        {!c.rating && <span>not yet rated</span>}
        <span>last said {c.reported[1] ?? 'on a day not stated'}</span>
        {opens && (
          <button type="button" class="plain" aria-expanded={open} onClick={(e) => turn(e.currentTarget.closest<HTMLElement>('[data-row]')!)}>
            {open ? 'shut' : conditional ? 'is its condition met?' : 'said before'} <kbd>o</kbd>
          </button>
        )}
        {may('analyst') && <button type="button" class="plain" data-rate onClick={() => (rateOf.value = { c, seen: head.seen })}>{c.rating ? 'rate again' : 'rate'} <kbd>r</kbd></button>}
      </p>
    </Row>
  )
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}

function Deadline({ c, today }: { c: Commitment; today: string }) {
  const d = c.deadline!
  const day = d.edtf.replace(/^\.\.\//, 'by ').replace(/~$/, ' or about').replace('/', ' to ')
  return (
    <>
      {day}{d.text && <> <span class="also">“<Plain text={d.text} />”{d.basis !== 'read' && `, ${d.basis}`}</span></>}
      {c.life === 'overdue' && <b class="late"> passed without a report, as of {today}</b>}
    </>
  )
}

/** The row that a rating rests on. */
function Shows({ row }: { row: string }) {
  return <button type="button" class="evidence" onClick={(e) => openSentence(row, { from: e.currentTarget, enter: true })}>the row that shows it</button>
}

/** What the condition means and what could meet it; all wordings. */
function Opened({ c }: { c: Commitment }) {
  const why = useGet<WhyAnswer>(path('why', knowledgeOf(place.value.query), wordingWithCondition(c)))
  const older = c.wordings.filter((w) => w.id !== c.id)
  return (
    <div class="case-in">
      {c.condition.length > 0 && (
        <>
          <h3>The condition</h3>
          {c.meaning.length > 0
            ? <p class="meaning">A source explains it: <q><Plain text={c.meaning.join(' … ')} /></q></p>
            : <p class="hint">No source explains what it means; it stands as it was said.</p>}
          <h3>Is it met?</h3>
          <Arrived asked={why}>{(w) => <Meets c={c} items={w.could_meet} as={w.as_known} />}</Arrived>
        </>
      )}
      {older.length > 0 && (
        <>
          <h3>Said before, newest first</h3>
          <ol class="wordings">{[...older].reverse().map((w) => <li><Row item={w} quiet /></li>)}</ol>
        </>
      )}
    </div>
  )
}

/** The wording from which the condition in force is taken; the latest need not repeat it. */
const wordingWithCondition = (c: Commitment): string => [...c.wordings].reverse().find((w) => list(w.hangs).length > 0)?.id ?? c.id

function Meets({ c, items, as }: { c: Commitment; items: Item[]; as: string }) {
  const [many, all] = useState(false)
  const shown = many ? items : items.slice(0, 4)
  return (
    <>
      <p class="hint">
        {c.rating?.life === 'triggered' ? 'A person says yes; see its life above.' : 'Nobody has said so.'}{' '}
        {items.length === 0 ? `No act that could meet it is told, ${as}.` : `Acts told since it was first said that may bear on it, ${as}:`}
      </p>
      <ol class="wordings">{shown.map((i) => <li><Row item={i} quiet /></li>)}</ol>
      {items.length > shown.length && <button type="button" class="plain" onClick={() => all(true)}>{items.length - shown.length} more</button>}
    </>
  )
}
