import { Answered } from '../parts/answered'
import { Sentences } from '../parts/sentences'
import { place } from '../url'

export default function Article() {
  return <Answered question="article" of={place.value.of}>{(a) => <Sentences sentences={a.sentences} />}</Answered>
}
