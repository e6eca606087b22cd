import { Empty } from '../parts/problem'

export default function Timeline() {
  return <Empty>This screen is being built.</Empty>
}
