import { Empty } from '../parts/problem'

export default function Tensions() {
  return <Empty>This screen is being built.</Empty>
}
