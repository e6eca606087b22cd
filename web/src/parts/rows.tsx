// A list of rows of any length. The document holds those about the window and a
// gap above and below as high as the rest, so that a million rows scroll like a
// hundred; their order stays that of the list for keyboard and screen reader.

import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { entry } from '../url'

interface Props<T> {
  items: T[]
  children: (item: T, index: number) => ComponentChildren // one Row
  label?: string
  total?: number // where more are known to come
  more?: () => void // fetches the next page; called when the end is near
}

const inBlock = 25
const guess = 76 // pixels of a row not measured yet

// Heights that were measured, by the page's entry in the history and the list: who
// comes back finds the rows where they were.
const measured = new Map<string, number[]>()
const mostMeasured = 60

function heightsOf(list: string): number[] {
  const own = measured.get(list) ?? []
  measured.delete(list)
  measured.set(list, own)
  const oldest = measured.keys().next()
  if (measured.size > mostMeasured && !oldest.done) measured.delete(oldest.value)
  return own
}

export function Rows<T>({ items, children, label, total, more }: Props<T>) {
  const list = useRef<HTMLOListElement>(null)
  const heights = useRef<number[] | null>(null)
  heights.current ??= items.length > inBlock ? heightsOf(`${entry()} ${label ?? ''}`) : []
  const blocks = Math.ceil(items.length / inBlock)
  const [shown, show] = useState<[number, number]>([0, 2])
  const height = (b: number) => heights.current![b] ?? Math.min(inBlock, items.length - b * inBlock) * guess
  const sum = (from: number, to: number) => {
    let h = 0
    for (let b = from; b < to; b++) h += height(b)
    return h
  }
  const [from, to] = [Math.min(shown[0], Math.max(0, blocks - 1)), Math.min(shown[1], blocks)]

  useLayoutEffect(() => {
    for (const first of list.current?.querySelectorAll<HTMLElement>(':scope > [data-block]') ?? []) {
      const b = Number(first.dataset.block)
      const next = list.current!.querySelector<HTMLElement>(`:scope > [data-block="${b + 1}"], :scope > .gap-below`)
      const end = next ? next.getBoundingClientRect().top : list.current!.getBoundingClientRect().bottom
      heights.current![b] = end - first.getBoundingClientRect().top
    }
  })

  useEffect(() => {
    let waiting = 0
    const look = () => {
      waiting = 0
      if (!list.current) return
      const above = -list.current.getBoundingClientRect().top
      const reach = innerHeight * 1.5
      let b = 0
      let at = 0
      while (b < blocks && at + height(b) < above - reach) at += height(b++)
      const first = b
      while (b < blocks && at < above + innerHeight + reach) at += height(b++)
      const last = Math.max(b, first + 1)
      show((was) => (was[0] === first && was[1] === last ? was : [first, last]))
      if (last >= blocks) more?.()
    }
    const soon = () => (waiting ||= requestAnimationFrame(look))
    look()
    addEventListener('scroll', soon, { passive: true })
    addEventListener('resize', soon)
    return () => {
      cancelAnimationFrame(waiting)
      removeEventListener('scroll', soon)
      removeEventListener('resize', soon)
    }
  }, [blocks, items, more])

  return (
    <ol class="rows" ref={list} aria-label={label}>
      {from > 0 && <li class="gap" aria-hidden="true" style={{ height: sum(0, from) + 'px' }} />}
      {items.slice(from * inBlock, to * inBlock).map((item, i) => {
        const index = from * inBlock + i
        return (
          <li key={(item as { id?: string }).id ?? index} data-block={index % inBlock === 0 ? index / inBlock : undefined} aria-posinset={index + 1} aria-setsize={total ?? (more ? -1 : items.length)}>
            {children(item, index)}
          </li>
        )
      })}
      {to < blocks && <li class="gap gap-below" aria-hidden="true" style={{ height: sum(to, blocks) + 'px' }} />}
    </ol>
  )
}
