// The sentence of a row, with the actors in it as links.

import type { ComponentChildren } from 'preact'
import type { Name } from '../api/types'
import { to } from '../url'
import { Plain } from './plain'

export function Line({ line, names }: { line: string; names: Name[] }) {
  const out: ComponentChildren[] = []
  let at = 0
  for (const { from, end, name } of places(line, names)) {
    if (from > at) out.push(<Plain text={line.slice(at, from)} />)
    out.push(<a class="name" href={to('actor', name.id)}><Plain text={line.slice(from, end)} /></a>)
    at = end
  }
  if (at < line.length) out.push(<Plain text={line.slice(at)} />)
  return <>{out}</>
}

/** Where names stand in a sentence: the longest first, each stretch once. */
function places(line: string, names: Name[]): { from: number; end: number; name: Name }[] {
  const out: { from: number; end: number; name: Name }[] = []
  const done = new Set<string>()
  for (const name of [...names].sort((x, y) => y.name.length - x.name.length)) {
    if (!name.name || done.has(name.name)) continue
    done.add(name.name)
    for (let from = line.indexOf(name.name); from >= 0; from = line.indexOf(name.name, from + 1)) {
      const end = from + name.name.length
      const whole = !/[\p{L}\p{N}]/u.test(line.charAt(from - 1)) && !/[\p{L}\p{N}]/u.test(line.charAt(end))
      if (whole && out.every((p) => end <= p.from || from >= p.end)) out.push({ from, end, name })
    }
  }
  return out.sort((x, y) => x.from - y.from)
}
