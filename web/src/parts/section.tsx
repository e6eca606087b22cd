// A part of a screen: its title with a count, on a hairline.

import type { ComponentChildren } from 'preact'
import { thousands } from './answered'

interface Props {
  title: string
  count?: number
  said?: ComponentChildren // a line under the title
  none?: string // what to say when the count is 0
  more?: ComponentChildren // a line at the end: "and 62 more"
  id?: string
  children?: ComponentChildren
}

export function Section({ title, count, said, none, more, id, children }: Props) {
  return (
    <section class="section" id={id} aria-label={title}>
      <h2>{title}{count !== undefined && <span class="count">{thousands(count)}</span>}</h2>
      {said && <p class="said">{said}</p>}
      {count === 0 && none ? <p class="none">{none}</p> : children}
      {more && <p class="more">{more}</p>}
    </section>
  )
}
