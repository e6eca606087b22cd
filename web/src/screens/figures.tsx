import { Empty } from '../parts/problem'

export default function Figures() {
  return <Empty>This screen is being built.</Empty>
}
