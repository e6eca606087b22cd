// Articles beside the rows: those of the next rows are fetched before they are
// wanted.

import { signal } from '@preact/signals'
import { get, path, type Problem } from '../../api/ask'
import type { ArticleAnswer } from '../../api/types'
import { knowledgeOf, place } from '../../url'

type Got = ArticleAnswer | Problem | null // null: on its way

const got = new Map<string, Got>()
const arrived = signal(0)
const mostKept = 30

const address = (key: string) => path('article', knowledgeOf(place.peek().query), key)

/** What has become of an article; asks for it where nobody did. */
export function articleOf(key: string): Got {
  void arrived.value
  want(key)
  return got.get(address(key)) ?? null
}

/** Asks for an article that will be wanted. */
export function want(key: string): void {
  const a = address(key)
  if (got.has(a)) return
  got.set(a, null)
  const oldest = got.keys().next()
  if (got.size > mostKept && !oldest.done) got.delete(oldest.value)
  get<ArticleAnswer>(a).then((x) => got.set(a, x), (p: Problem) => got.set(a, p)).finally(() => arrived.value++)
}

/** Its rows have changed: it is asked for anew, and stands until the new one is there. */
export function again(key: string): void {
  const a = address(key)
  if (got.has(a)) get<ArticleAnswer>(a).then((x) => got.set(a, x), () => undefined).finally(() => arrived.value++)
}

export const isArticle = (x: Got): x is ArticleAnswer => x !== null && 'sentences' in x
