import { Empty } from '../parts/problem'

export default function Add() {
  return <Empty>This screen is being built.</Empty>
}
