// The two sides of a tension, beside each other, with no verdict.

import type { Item } from '../api/types'
import { Row } from './row'

export function Sides({ sides }: { sides: Item[] }) {
  return <div class="sides">{sides.map((s) => <Row item={s} />)}</div>
}
