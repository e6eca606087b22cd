import { Empty } from '../parts/problem'

export default function Contacts() {
  return <Empty>This screen is being built.</Empty>
}
