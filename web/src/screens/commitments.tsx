import { Empty } from '../parts/problem'

export default function Commitments() {
  return <Empty>This screen is being built.</Empty>
}
