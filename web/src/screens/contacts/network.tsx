// Who is in contact with whom, as a drawing. It is laid out once, from the same
// beginning each time, so that the same contacts give the same drawing; nothing in
// it moves. The matrix is its table.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationLinkDatum, type SimulationNodeDatum } from 'd3-force'
import { useMemo, useRef } from 'preact/hooks'
import type { Contact, ContactsAnswer } from '../../api/types'
import { useSize } from '../../parts/width'
import { go, here, place } from '../../url'
import { inWords, isPair, kinds, pairOf, totalOf } from './kinds'

interface Node extends SimulationNodeDatum {
  id: string
  name: string
  n: number
}

interface Link extends SimulationLinkDatum<Node> {
  c: Contact
}

const mostNodes = 500
const steps = 300

/** Places for all actors, in pixels of a width and height. */
function laidOut(a: ContactsAnswer, width: number, height: number): { nodes: Node[]; links: { c: Contact; a: Node; b: Node }[] } {
  const nodes = new Map<string, Node>()
  const sum = new Map<string, number>()
  for (const c of a.pairs) for (const n of [c.a, c.b]) sum.set(n.id, (sum.get(n.id) ?? 0) + totalOf(c))
  for (const n of a.among.slice(0, mostNodes)) nodes.set(n.id, { id: n.id, name: n.name, n: sum.get(n.id) ?? 0 })
  const links: Link[] = a.pairs.filter((c) => nodes.has(c.a.id) && nodes.has(c.b.id)).map((c) => ({ source: c.a.id, target: c.b.id, c }))
  let seed = 20220208 // any number, so it is always the same
  const simulation = forceSimulation([...nodes.values()])
    .randomSource(() => (seed = (seed * 1664525 + 1013904223) % 4294967296) / 4294967296)
    .force('link', forceLink<Node, Link>(links).id((n) => n.id).distance(110).strength(0.5))
    .force('apart', forceManyBody().strength(-420).distanceMax(500))
    .force('room', forceCollide(34))
    .force('x', forceX().strength(0.06 * Math.min(1, height / width)))
    .force('y', forceY().strength(0.06 * Math.max(1, width / height)))
    .stop()
  simulation.tick(steps)
  const all = [...nodes.values()]
  const [xs, ys] = [all.map((n) => n.x!), all.map((n) => n.y!)]
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const side = Math.min(90, width / 6) // for the names at the edge
  const fit = (v: number, from: number, to: number, room: number, edge: number) => edge + ((v - from) / Math.max(1, to - from)) * (room - 2 * edge)
  for (const n of all) {
    n.x = fit(n.x!, x0, x1, width, side)
    n.y = fit(n.y!, y0, y1, height, 32)
  }
  return { nodes: all, links: links.map((l) => ({ c: l.c, a: l.source as Node, b: l.target as Node })) }
}

export function Network({ a }: { a: ContactsAnswer }) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const height = Math.max(320, Math.min(620, 220 + a.among.length * 18))
  const { nodes, links } = useMemo(() => (width > 0 && a.among.length > 0 ? laidOut(a, width, height) : { nodes: [], links: [] }), [a, width, height])
  const { query } = place.value
  const pair = query.get('pair') ?? ''
  const actors = query.getAll('actor')
  const choose = (c: Contact) => go(here({ pair: isPair(c, pair) ? '' : pairOf(c), after: '' }))
  const narrow = width < 620
  return (
    <div ref={box} class="network-box">
      {width > 0 && (
        <svg class="network" width={width} height={height} role="group" aria-label={`Network of ${nodes.length} actors and ${links.length} pairs. The matrix has the same.`}>
          {links.map(({ c, a: p, b: q }) => (
            <g key={pairOf(c)} class={'tie' + (c.done + c.calls > 0 ? '' : ' ahead') + (c.refused > 0 ? ' refused' : '')} role="button" tabindex={0} aria-pressed={isPair(c, pair)} aria-label={`${c.a.name} and ${c.b.name}: ${inWords(c)}`}
              onClick={() => choose(c)} onKeyDown={pressed(() => choose(c))}>
              <title>{`${c.a.name} and ${c.b.name}: ${inWords(c)}`}</title>
              <line class="hit" x1={p.x} y1={p.y} x2={q.x} y2={q.y} />
              <line class="seen" x1={p.x} y1={p.y} x2={q.x} y2={q.y} stroke-width={1 + Math.min(5, Math.log2(totalOf(c)))} />
            </g>
          ))}
          {!narrow && links.map(({ c, a: p, b: q }) => <Counts key={pairOf(c)} c={c} x={(p.x! + q.x!) / 2} y={(p.y! + q.y!) / 2} />)}
          {nodes.map((n) => {
            const on = actors.includes(n.id) || actors.includes(n.name)
            const turn = () => go(here({ actor: on ? '' : n.id, after: '' }))
            return (
              <g key={n.id} class="node" role="button" tabindex={0} aria-pressed={on} aria-label={`${n.name}, ${n.n} contacts: show those alone`} onClick={turn} onKeyDown={pressed(turn)}>
                <circle cx={n.x} cy={n.y} r={4 + Math.min(10, Math.sqrt(n.n) * 2)} />
                <text x={n.x} y={n.y! - 9 - Math.min(10, Math.sqrt(n.n) * 2)} text-anchor="middle">{narrow ? n.name.split(' ').at(-1) : n.name}</text>
              </g>
            )
          })}
        </svg>
      )}
      <p class="also">A thicker line is more contacts; a broken one is only planned. A line shows the contacts of the two, a name those of one.</p>
    </div>
  )
}

/** What kinds of contact a line stands for, on it. */
function Counts({ c, x, y }: { c: Contact; x: number; y: number }) {
  const has = kinds.filter((k) => c[k.name] > 0)
  const wide = has.length * 12
  return (
    <g class="counts">
      <rect x={x - wide / 2 - 1} y={y - 6} width={wide + 2} height={12} rx={6} />
      {has.map((k, i) => <svg x={x - wide / 2 + i * 12 + 0.5} y={y - 5.5} width={11} height={11} viewBox="0 0 16 16">{k.mark}</svg>)}
    </g>
  )
}

const pressed = (run: () => void) => (e: KeyboardEvent) => {
  if (e.key !== 'Enter' && e.key !== ' ') return
  e.preventDefault()
  run()
}
