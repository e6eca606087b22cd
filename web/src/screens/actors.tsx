import { Empty } from '../parts/problem'

export default function Actors() {
  return <Empty>This screen is being built.</Empty>
}
