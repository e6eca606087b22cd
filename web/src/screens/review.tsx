import { Empty } from '../parts/problem'

export default function Review() {
  return <Empty>This screen is being built.</Empty>
}
