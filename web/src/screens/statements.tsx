import { Answered } from '../parts/answered'
import { Row } from '../parts/row'
import { Rows } from '../parts/rows'

export default function Statements() {
  return <Answered question="statements">{(a) => <Rows items={a.statements}>{(c) => <Row item={c} />}</Rows>}</Answered>
}
