// A missing row, made of words of the article; and the words of a row that is
// there, longer or shorter.

import { useState } from 'preact/hooks'
import type { ArticleAnswer, Sentence } from '../../api/types'
import { Plain } from '../../parts/plain'
import { blankValues, changedFields, Fields, type Values } from './fields'
import { Form } from './forms'
import { chosen } from './pane'
import { moved, nextSentence, said, spanOf, type Words } from './span'

/** Keys that move the ends of the chosen words. True where one was taken. */
export function steer(sentences: Sentence[], key: string): boolean {
  const w = chosen.peek()
  if (!w) return false
  const next: Record<string, () => Words> = {
    ']': () => moved(sentences, w, 0, 1), '[': () => moved(sentences, w, 0, -1), '{': () => moved(sentences, w, -1, 0), '}': () => moved(sentences, w, 1, 0),
    ArrowDown: () => nextSentence(sentences, w, 1), ArrowUp: () => nextSentence(sentences, w, -1),
  }
  if (!next[key]) return false
  chosen.value = next[key]()
  return true
}

/** The chosen words, with the keys that change them. */
export function Chosen({ sentences, sentenceKeys }: { sentences: Sentence[]; sentenceKeys?: boolean }) {
  const w = chosen.value
  if (!w) return null
  const press = (key: string) => () => steer(sentences, key)
  const key = (e: preact.TargetedKeyboardEvent<HTMLElement>) => {
    if (e.key === 'Enter' && e.target === e.currentTarget) e.currentTarget.closest('form')?.requestSubmit()
    else if (!steer(sentences, e.key)) return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <div class="chosen" tabIndex={0} data-first="" role="group" aria-label={`Chosen words: ${said(sentences, w)}`} onKeyDown={key}>
      <q aria-live="polite"><Plain text={said(sentences, w)} /></q>
      <p class="chosen-keys">
        <span>end <button type="button" onClick={press('[')}>shorter <kbd>[</kbd></button> <button type="button" onClick={press(']')}>longer <kbd>]</kbd></button></span>
        <span>beginning <button type="button" onClick={press('{')}>longer <kbd>{'{'}</kbd></button> <button type="button" onClick={press('}')}>shorter <kbd>{'}'}</kbd></button></span>
        {sentenceKeys && <span>sentence <button type="button" onClick={press('ArrowUp')}>before <kbd>↑</kbd></button> <button type="button" onClick={press('ArrowDown')}>after <kbd>↓</kbd></button></span>}
      </p>
    </div>
  )
}

/** Changes the words that a row stands on. */
export function Evidence({ article, others, close, take }: { article: ArticleAnswer; others: [number, number][]; close: () => void; take: (spans: [number, number][]) => void }) {
  const { sentences } = article
  return (
    <Form title="The words the row stands on" close={close} submit={() => chosen.peek() && take([spanOf(sentences, chosen.peek()!), ...others])} hint="They are marked in the article. What you choose stands through every re-reading."
      actions={<button type="submit" class="main">Save <kbd>enter</kbd></button>}>
      <Chosen sentences={sentences} />
    </Form>
  )
}

const kinds = ['act', 'statement', 'figure'] as const

/** A new row on the chosen words. */
export function Adding({ article, close, take }: { article: ArticleAnswer; close: () => void; take: (value: Record<string, unknown>, kind: string) => void }) {
  const [kind, turn] = useState<(typeof kinds)[number]>('act')
  const [values, set] = useState<Values>(() => ({ ...blankValues('act'), status: 'happened', key: true }))
  const { sentences } = article
  const missing = kind === 'act' ? !values.type || !values.status : kind === 'statement' ? !values.force : !values.low || !values.unit
  const change = (k: (typeof kinds)[number]) => {
    turn(k)
    set({ ...blankValues(k), ...(k === 'act' ? { status: 'happened' } : k === 'figure' ? { bound: 'exact', kind: 'observed' } : {}), key: true })
  }
  const submit = () => {
    const w = chosen.peek()
    if (!w || missing) return
    const span = spanOf(sentences, w)
    const own = changedFields(kind, blankValues(kind), values)
    if (kind === 'figure' && own.high === undefined) own.high = own.low
    take({ article: article.article.key, [kind]: { ...own, [kind === 'statement' ? 'content' : 'evidence']: [span] } }, kind)
  }
  return (
    <Form title="Add a missing row" close={close} submit={submit} hint="Select its words in the article, or move the mark with the keys."
      actions={<button type="submit" class="main" disabled={missing}>Add the row <kbd>enter</kbd></button>}>
      <Chosen sentences={sentences} sentenceKeys />
      <fieldset class="kinds">
        <legend class="aside">Kind of row</legend>
        {kinds.map((k) => <label class="inline"><input type="radio" name="kind" checked={k === kind} onChange={() => change(k)} /> {k}</label>)}
      </fieldset>
      <Fields kind={kind} values={values} change={set} fresh />
    </Form>
  )
}
