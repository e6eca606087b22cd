import { Empty } from '../parts/problem'

export default function Positions() {
  return <Empty>This screen is being built.</Empty>
}
