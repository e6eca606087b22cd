import { Empty } from '../parts/problem'

export default function Export() {
  return <Empty>This screen is being built.</Empty>
}
