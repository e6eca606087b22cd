import { Empty } from '../parts/problem'

export default function Agenda() {
  return <Empty>This screen is being built.</Empty>
}
