import { Answered } from '../parts/answered'
import { Row } from '../parts/row'
import { Rows } from '../parts/rows'

export default function Search() {
  return <Answered question="search">{(a) => <Rows items={a.statements}>{(c) => <Row item={c} />}</Rows>}</Answered>
}
