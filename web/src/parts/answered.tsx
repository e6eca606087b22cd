// An answer with its head: what it rests on, how much it holds, what to know
// about it; and what stands there while it is on its way or did not come.

import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import type { AnyHead, Asked, Question } from '../api/ask'
import { path, useAnswer } from '../api/ask'
import type { Answers, Name } from '../api/types'
import { announce } from '../live'
import { askedOf, here, place, settle } from '../url'
import { Plain } from './plain'
import { ProblemNote } from './problem'

interface Props<Q extends Question> {
  question: Q
  of?: string
  query?: URLSearchParams // what to ask with instead of the address's
  children: (answer: Answers[Q]) => ComponentChildren
}

/** Puts a question with the filters of the address and shows its answer. */
export function Answered<Q extends Question>({ question, of = '', query, children }: Props<Q>) {
  const asked = useAnswer(question, query ?? askedOf(place.value.query), of)
  return (
    <Arrived asked={asked}>
      {(answer) => (
        <>
          <Head head={answer} question={question} of={of} query={query} />
          {children(answer)}
        </>
      )}
    </Arrived>
  )
}

/** Shows what has become of a question. While a new answer is on its way, the one before stays. */
export function Arrived<T>({ asked, children }: { asked: Asked<T>; children: (answer: T) => ComponentChildren }) {
  const answer = asked.state === 'answered' ? asked.answer : asked.state === 'waiting' ? asked.before : undefined
  useEffect(() => {
    if (asked.state === 'failed') announce(asked.problem.title)
  }, [asked.state])
  if (asked.state === 'failed') return <ProblemNote problem={asked.problem} />
  if (answer === undefined) return <p class="waiting" role="status" aria-busy="true">Asking the record …</p>
  return (
    <div class="answer" aria-busy={asked.state === 'waiting'}>
      {children(answer)}
    </div>
  )
}

/** What an answer rests on. */
export function Head<Q extends Question>({ head, question, of = '', query }: { head: AnyHead; question: Q; of?: string; query?: URLSearchParams }) {
  useLayoutEffect(settle, [head])
  useEffect(() => announce(counted(head)), [head])
  const as = (format: string) => {
    const q = new URLSearchParams(query ?? askedOf(place.value.query))
    q.set('format', format)
    return path(question, q, of)
  }
  return (
    <div class="head">
      <p class="head-line">
        <span class="count">{counted(head)}</span>
        <span>{head.as_known}</span>
        {meant(head).map((n) => <span><Plain text={n} /></span>)}
        {head.today !== head.known.at.slice(0, 10) && !place.value.query.has('on') && <span>today is {head.today}</span>}
        <span class="formats">
          as <a href={as('text')}>text</a> <a href={as('md')}>Markdown</a> <a href={as('csv')}>CSV</a> <a href={as('json')}>JSON</a>
        </span>
      </p>
      {head.notes.map((n) => <p class="note"><Advice text={n} /></p>)}
    </div>
  )
}

/** Whom a name in the filter was taken for, where that is not the name itself. */
function meant(head: AnyHead & { actors?: unknown }): string[] {
  const { query } = place.value
  const asked = [...query.getAll('actor'), ...(query.get('pair') ?? '').split(',')].map((n) => n.trim()).filter(Boolean)
  const actors = (Array.isArray(head.actors) ? head.actors : []) as Name[]
  return actors.filter((n) => !asked.includes(n.name) && !asked.includes(n.id)).map((n) => `taken for ${n.name}${n.country ? ` (${n.country})` : ''}`)
}

/** "60 rows, 611 more". */
export function counted(head: AnyHead): string {
  const more = head.more > 0 ? `, ${thousands(head.more)} more` + (head.more_open ? ' at least' : '') : head.more_open ? ', and more' : ''
  return `${thousands(head.count)} ${head.count === 1 ? 'row' : 'rows'}${more}`
}

export const thousands = (n: number): string => n.toLocaleString('en-GB')

/** A note may name a flag of the command line; here it is a link that sets it. */
export function Advice({ text }: { text: string }) {
  const parts = text.split(/(--(?:on|since|until|as-known|as-reported) \d{4}(?:-\d\d){0,2})/)
  return (
    <>
      {parts.map((p, i) => {
        if (i % 2 === 0) return <Plain text={p} />
        const [flag, value] = p.slice(2).split(' ')
        const name = flag!.replace('-', '_')
        return <a href={here({ [name]: value! })}>{flag!.replace('-', ' ')} {value}</a>
      })}
    </>
  )
}
