// Text of articles and names, shown as text and nothing else. Characters that
// steer the direction of writing or are not seen are made visible, so that a
// text cannot look like another one.

import type { ComponentChildren, VNode } from 'preact'

const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

const called: Record<string, string> = {
  '\u00ad': 'soft hyphen', '\u061c': 'ALM', '\u200b': 'zero width space', '\u200c': 'ZWNJ', '\u200d': 'ZWJ', '\u200e': 'LRM', '\u200f': 'RLM',
  '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO', '\u2060': 'word joiner',
  '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI', '\ufeff': 'BOM',
}

const name = (c: string) => called[c] ?? 'U+' + c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')

/** A stretch of text that is marked. */
export interface Range {
  from: number
  to: number // in UTF-16 units, as JavaScript counts
}

/** Shows text, with the ranges (in order, apart) marked. */
export function Plain({ text, marked = [] }: { text: string; marked?: Range[] }) {
  if (marked.length === 0) return <bdi>{seen(text)}</bdi>
  const out: ComponentChildren[] = []
  let at = 0
  for (const { from, to } of marked) {
    if (from > at) out.push(seen(text.slice(at, from)))
    out.push(<mark>{seen(text.slice(from, to))}</mark>)
    at = to
  }
  if (at < text.length) out.push(seen(text.slice(at)))
  return <bdi>{out}</bdi>
}

function seen(text: string): string | (string | VNode)[] {
  if (text.search(unseen) < 0) return text
  const out: (string | VNode)[] = []
  let at = 0
  for (const m of text.matchAll(unseen)) {
    if (m.index > at) out.push(text.slice(at, m.index))
    out.push(<span class="unseen" title="a character that is not seen">{name(m[0])}</span>)
    at = m.index + m[0].length
  }
  if (at < text.length) out.push(text.slice(at))
  return out
}
