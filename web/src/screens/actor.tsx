import { Empty } from '../parts/problem'

export default function Actor() {
  return <Empty>This screen is being built.</Empty>
}
