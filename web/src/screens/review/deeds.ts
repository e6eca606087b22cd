// What the keys and buttons of the review do. Each looks at the row that is there
// when it is pressed: two keys may come before the page is laid out between them.

import { signal } from '@preact/signals'
import type { Item } from '../../api/types'
import type { Key } from '../../keys'
import { may } from '../../session'
import { steer } from './adding'
import { articleOf, isArticle } from './articles'
import type { Deeds } from './card'
import { chosen, report, reportsOf, selected } from './pane'
import { advance, at, current, grade, step, take, undo } from './queue'
import { moved, placed, sentenceWords, spanOfPlace } from './span'

/** What the form under the row asks for; "": there is none. */
export const form = signal<'' | 'reject' | 'edit' | 'split' | 'merge' | 'add' | 'evidence'>('')

/** Further places of the row whose words are being changed. */
export const others = signal<[number, number][]>([])

export function close(): void {
  form.value = ''
  chosen.value = null
}

/** The report that is shown of a row, and its article where that has come. */
export function shown(item: Item) {
  const all = reportsOf(item)
  const source = all[Math.min(report.value, Math.max(0, all.length - 1))]
  const got = source ? articleOf(source.key) : null
  return { source, article: isArticle(got) ? got : null }
}

const item = () => current.peek()?.item
const showing = () => (item() ? shown(item()!) : { source: undefined, article: null })
const free = () => form.peek() === ''
const analyst = () => may('analyst') && free() && item() !== undefined
const hasFields = () => item() !== undefined && item()!.kind !== 'tension'
const editor = () => may('editor') && free() && hasFields()
const outlet = () => item()?.sources[0]?.source

/** Decides on the row that is shown; on goes to the next one. */
export function one(d: Parameters<typeof take>[1], said: string, outcome: Parameters<typeof take>[3], on = true): void {
  const own = item()
  if (!own) return
  close()
  take([own.id], d, said, outcome)
  if (on) advance()
}

/** Lays the words of the row out, a word shorter or longer. */
function evidence(by: number): void {
  const { source, article } = showing()
  if (!article || !source) return
  if (!free()) return void steer(article.sentences, by > 0 ? ']' : '[')
  const margin = article.sentences.flatMap((s) => s.rows).find((m) => m.id === source.row)
  const own = margin && placed(article.sentences, margin.places)
  if (!own) return
  others.value = own.others.map((p) => spanOfPlace(article.sentences, p))
  chosen.value = moved(article.sentences, own.words, 0, by)
  form.value = 'evidence'
}

/** Begins a row on what is selected, else on the next sentence that has none. */
function add(): void {
  const { source, article } = showing()
  if (!article) return
  const { sentences } = article
  const here = sentences.findIndex((s) => s.rows.some((m) => m.id === source?.row))
  const bare = sentences.findIndex((s, i) => i > here && s.bare)
  chosen.value = selected(sentences) ?? sentenceWords(sentences, bare >= 0 ? bare : Math.max(0, here))
  form.value = 'add'
}

export const deeds: Deeds = {
  accept: () => one({ kind: 'accept' }, 'accepted', 'accepted'),
  reject: () => (form.value = 'reject'),
  edit: () => (form.value = 'edit'),
  split: () => (form.value = 'split'),
  merge: () => (form.value = 'merge'),
  undo: () => {
    close()
    void undo()
  },
  shrink: () => evidence(-1),
  grow: () => evidence(1),
  add,
  credibility: (n) => one({ kind: 'credibility', value: n }, `credibility ${n}`, '', false),
  reliability: (letter) => {
    const name = outlet()
    if (!name) return
    grade(name, letter)
    take([item()!.id], { kind: 'reliability', target: name, value: letter }, `reliability of ${name} ${letter}`, '')
  },
}

/** The keyboard goes into the text of the article, and back to the row. */
function toText(): void {
  const text = document.querySelector<HTMLElement>('.review-text')
  if (document.activeElement === text) document.querySelector<HTMLElement>('.review-row [data-row]')?.focus()
  else text?.focus()
}

function steerHere(key: string): void {
  const { article } = showing()
  if (article) steer(article.sentences, key)
}

const key = (press: string, does: string, run: () => void, when?: () => boolean): Key => ({ press, does, run, when, group: 'Review' })

export const keys: Key[] = [
  key('j', 'next row', () => step(at.peek() + 1), free),
  key('k', 'row before', () => step(at.peek() - 1), free),
  { ...key('a', 'accept, and on', deeds.accept, analyst), run: (e) => e.repeat || deeds.accept() }, // a key that is held decides once
  key('x', 'reject, with a reason', deeds.reject, analyst),
  key('e', 'edit the fields', deeds.edit, () => analyst() && hasFields()),
  key('s', 'split', deeds.split, () => editor() && item()!.articles > 1),
  key('m', 'merge with another', deeds.merge, editor),
  key('u', 'undo', deeds.undo, () => may('analyst')),
  key('[', 'shrink the evidence', deeds.shrink, () => may('analyst') && hasFields()),
  key(']', 'grow the evidence', deeds.grow, () => may('analyst') && hasFields()),
  key('{', 'begin it earlier', () => steerHere('{'), () => chosen.peek() !== null),
  key('}', 'begin it later', () => steerHere('}'), () => chosen.peek() !== null),
  key('n', 'add a missing row, from a selection in the text', deeds.add, analyst),
  key('o', 'the next report', () => (report.value = (report.peek() + 1) % reportsOf(item()!).length), () => free() && !!item() && reportsOf(item()!).length > 1),
  key('Space', 'to the text of the article, and back', toText),
  key('Enter', 'save the chosen words', () => document.querySelector<HTMLFormElement>('.review-form')?.requestSubmit(), () => chosen.peek() !== null),
  key('Escape', 'leave the form', close, () => !free()),
  ...[1, 2, 3, 4, 5, 6].map((n) => key(String(n), `credibility ${n}`, () => deeds.credibility(n), analyst)),
  ...[...'ABCDEF'].map((l) => key(l, `reliability of the outlet: ${l}`, () => deeds.reliability(l), () => analyst() && !!outlet())),
]
