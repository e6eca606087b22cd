// A stretch of an article, counted in words and marks: it grows and shrinks by one
// at either end. The record counts code points of the article's text; an answer
// gives its sentences with single blanks, and where each begins.

import type { Sentence, Stretch } from '../../api/types'
import type { Range } from '../../parts/plain'

/** A word of a sentence, in UTF-16 units. */
interface Word extends Range {
  sentence: number
}

/** Words of an article from one to another, both within. */
export interface Words {
  from: number
  to: number
}

const cut = new WeakMap<Sentence[], Word[]>()

export function wordsOf(sentences: Sentence[]): Word[] {
  let all = cut.get(sentences)
  if (!all) {
    all = sentences.flatMap((s, sentence) => [...s.text.matchAll(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*|[^\s]/gu)].map((m) => ({ sentence, from: m.index, to: m.index + m[0].length })))
    cut.set(sentences, all)
  }
  return all
}

/** The words that a place in a sentence touches; null where there are none. */
export function touching(sentences: Sentence[], begin: { sentence: number; at: number }, end: { sentence: number; at: number }): Words | null {
  const all = wordsOf(sentences)
  const from = all.findIndex((w) => w.sentence > begin.sentence || (w.sentence === begin.sentence && w.to > begin.at))
  const to = all.findLastIndex((w) => w.sentence < end.sentence || (w.sentence === end.sentence && w.from < end.at))
  return from < 0 || to < from ? null : { from, to }
}

/** A whole sentence. */
export function sentenceWords(sentences: Sentence[], i: number): Words | null {
  const all = wordsOf(sentences)
  const from = all.findIndex((w) => w.sentence === i)
  return from < 0 ? null : { from, to: all.findLastIndex((w) => w.sentence === i) }
}

/** The words of the first place of a row, and the places that it has besides. */
export function placed(sentences: Sentence[], places: Stretch[]): { words: Words; others: Stretch[] } | null {
  const first = places[0]
  if (!first) return null
  let last = first
  let n = 1
  for (; n < places.length; n++) {
    const next = places[n]!
    const ends = last.to === points(sentences[last.sentence]!.text)
    if (!ends || next.sentence !== last.sentence + 1 || next.from !== 0) break
    last = next
  }
  const words = touching(sentences, { sentence: first.sentence, at: units(sentences[first.sentence]!.text, first.from) }, { sentence: last.sentence, at: units(sentences[last.sentence]!.text, last.to) })
  return words && { words, others: places.slice(n) }
}

/** Moves the ends by so many words; at least one stays. */
export function moved(sentences: Sentence[], w: Words, begin: number, end: number): Words {
  const most = wordsOf(sentences).length - 1
  const from = Math.max(0, Math.min(w.from + begin, w.to))
  return { from, to: Math.max(from, Math.min(most, w.to + end)) }
}

/** To the sentence after or before. */
export function nextSentence(sentences: Sentence[], w: Words, by: number): Words {
  const all = wordsOf(sentences)
  const own = (by > 0 ? all[w.to] : all[w.from])!.sentence
  return sentenceWords(sentences, Math.max(0, Math.min(sentences.length - 1, own + by))) ?? w
}

/** What is marked of each sentence. */
export function marksOf(sentences: Sentence[], w: Words): Range[][] {
  const all = wordsOf(sentences)
  const out: Range[][] = sentences.map(() => [])
  for (const word of all.slice(w.from, w.to + 1)) {
    const own = out[word.sentence]!
    if (own.length === 0) own.push({ from: word.from, to: word.to })
    else own[0]!.to = word.to
  }
  return out
}

/** The words themselves. */
export function said(sentences: Sentence[], w: Words): string {
  return marksOf(sentences, w).flatMap((ranges, i) => ranges.map((r) => sentences[i]!.text.slice(r.from, r.to))).join(' ')
}

/** Where the words stand in the article's text, in code points. */
export function spanOf(sentences: Sentence[], w: Words): [number, number] {
  const all = wordsOf(sentences)
  const [a, b] = [all[w.from]!, all[w.to]!]
  return [inText(sentences[a.sentence]!, a.from), inText(sentences[b.sentence]!, b.to)]
}

/** The same of a place as an answer gives it. */
export function spanOfPlace(sentences: Sentence[], p: Stretch): [number, number] {
  const s = sentences[p.sentence]!
  return [inText(s, units(s.text, p.from)), inText(s, units(s.text, p.to))]
}

/** A place in a sentence, in UTF-16 units, as code points of the article's text. */
function inText(s: Sentence, at: number): number {
  const raw = s.raw ?? s.text
  if (at === 0) return s.at
  // To the end of the character before, so that blanks after it do not count.
  let r = 0
  for (let i = 0; i < at; i++) {
    if (s.text[i] === ' ' && blank(raw, r)) while (blank(raw, r)) r++
    else r++
  }
  return s.at + points(raw.slice(0, r))
}

const blank = (s: string, i: number) => i < s.length && /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(s[i]!)

const points = (s: string): number => [...s].length

function units(text: string, points: number): number {
  let at = 0
  while (points-- > 0 && at < text.length) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}
