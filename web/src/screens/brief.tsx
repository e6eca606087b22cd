import { Answered } from '../parts/answered'
import { Row } from '../parts/row'
import { Rows } from '../parts/rows'

export default function Brief() {
  return <Answered question="brief">{(a) => <Rows items={a.changes}>{(c) => <Row item={c} />}</Rows>}</Answered>
}
