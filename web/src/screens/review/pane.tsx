// The article of a row, at the words that are marked. What is selected in it may
// become a row, or the evidence of one.

import { signal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Item, Sentence } from '../../api/types'
import { Plain } from '../../parts/plain'
import { ProblemNote } from '../../parts/problem'
import { paragraphs, placesOf } from '../../parts/sentences'
import { to } from '../../url'
import { articleOf, isArticle } from './articles'
import { marksOf, touching, type Words } from './span'

/** The words that somebody is choosing; null: those of the row are marked. */
export const chosen = signal<Words | null>(null)

/** Which of the reports of the row is shown. */
export const report = signal(0)

/** The row's reports: of a tension those of both sides. */
export const reportsOf = (item: Item) => (item.kind === 'tension' ? (item.sides ?? []).flatMap((s) => s.sources.slice(0, 3)) : item.sources)

export function Pane({ item }: { item: Item }) {
  const all = reportsOf(item)
  const source = all[Math.min(report.value, all.length - 1)]
  const region = useRef<HTMLDivElement>(null)
  const article = source ? articleOf(source.key) : null
  const sentences = isArticle(article) ? article.sentences : null
  const words = chosen.value
  const marked = useMemo(() => (sentences && source ? (words ? marksOf(sentences, words) : placesOf(sentences, source.row, source.words)) : []), [sentences, source, words])
  useEffect(() => {
    const mark = region.current?.querySelector('mark')
    if (!mark || !region.current) return
    const box = region.current.getBoundingClientRect()
    const own = mark.getBoundingClientRect()
    // Chosen words are followed only where they leave the window.
    if (words && own.top > box.top + 20 && own.bottom < box.bottom - 20) return
    region.current.scrollTop += own.top - box.top - box.height / 3
  }, [marked])
  if (!source) return <section class="review-article" aria-label="The article"><p class="empty">No article tells this row; it was made by a decision or its article was erased.</p></section>
  return (
    <section class="review-article" aria-label="The article">
      <header>
        <h2><a href={to('article', source.key, { row: source.row })}><Plain text={source.title || 'Untitled'} /></a></h2>
        <p class="report-cite">
          <Plain text={[source.source ?? 'outlet not stated', source.published ?? 'undated'].join(', ')} />
          {source.reliability && ` · reliability ${source.reliability}`}
          {source.copy && ' · a reprint'}
          {all.length > 1 && (
            <>
              {' · '}report {Math.min(report.value, all.length - 1) + 1} of {all.length}{' '}
              <button type="button" class="plain" onClick={() => (report.value = (report.value + 1) % all.length)}>next report <kbd>o</kbd></button>
            </>
          )}
        </p>
      </header>
      <div class="review-text" ref={region} tabIndex={0} role="region" aria-label="Text of the article, the words of the row marked">
        {article === null && <p class="waiting" role="status">Opening the article …</p>}
        {article !== null && !isArticle(article) && <ProblemNote problem={article} />}
        {isArticle(article) && article.article.forgotten && <p class="empty">The text of this article was erased.</p>}
        {sentences && <Text sentences={sentences} marked={marked} />}
      </div>
    </section>
  )
}

function Text({ sentences, marked }: { sentences: Sentence[]; marked: { from: number; to: number }[][] }) {
  return (
    <div class="sentences">
      {paragraphs(sentences).map((all) => (
        <p>
          {all.map((i) => (
            <>
              <span class={sentences[i]!.bare ? 'sentence bare' : 'sentence'} data-sentence={i}><Plain text={sentences[i]!.text} marked={marked[i]} /></span>{' '}
            </>
          ))}
        </p>
      ))}
    </div>
  )
}

/** What is selected in the text of the article. */
export function selected(sentences: Sentence[]): Words | null {
  const s = getSelection()
  if (!s || s.isCollapsed || s.rangeCount === 0) return null
  const range = s.getRangeAt(0)
  const begin = placeOf(sentences, range.startContainer, range.startOffset)
  const end = placeOf(sentences, range.endContainer, range.endOffset)
  return begin && end ? touching(sentences, begin, end) : null
}

/** Where a point of the document lies in the text: the sentence, and units of it. */
function placeOf(sentences: Sentence[], node: Node, offset: number): { sentence: number; at: number } | null {
  const all = [...document.querySelectorAll<HTMLElement>('.review-text [data-sentence]')]
  const point = document.createRange()
  point.setStart(node, offset)
  const own = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-sentence]')
  if (own) {
    const i = Number(own.dataset.sentence)
    return { sentence: i, at: unitsBefore(own, sentences[i]!.text, node, offset) }
  }
  if (!(node instanceof Element ? node : node.parentElement)?.closest('.review-text')) return null
  // Between two sentences: the first that begins behind the point.
  const next = all.find((e) => point.comparePoint(e, 0) >= 0)
  return next ? { sentence: Number(next.dataset.sentence), at: 0 } : { sentence: sentences.length - 1, at: Infinity }
}

/** Counts units of the text, where a character that is not seen is shown by its name. */
function unitsBefore(own: Element, text: string, node: Node, offset: number): number {
  let at = 0
  const walk = (n: Node): boolean => {
    if (n === node && n.nodeType === Node.TEXT_NODE) {
      at += offset
      return true
    }
    if (n.nodeType === Node.TEXT_NODE) {
      at += n.textContent!.length
      return false
    }
    if (n instanceof Element && n.classList.contains('unseen')) {
      at += text.codePointAt(at)! > 0xffff ? 2 : 1
      return n.contains(node)
    }
    const children = [...n.childNodes]
    for (const [i, c] of children.entries()) {
      if (n === node && i === offset) return true
      if (walk(c)) return true
    }
    return n === node
  }
  walk(own)
  return at
}
