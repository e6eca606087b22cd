// Where contacts were and are to be. The outlines are an asset of ours that is
// fetched when the map is first opened. Only places with coordinates have a point;
// countries and the rest stand in a list beside it.

import { geoAzimuthalEqualArea, geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { feature, mesh } from 'topojson-client'
import type { Item } from '../../api/types'
import { useKeys } from '../../keys'
import { Plain } from '../../parts/plain'
import { useSize } from '../../parts/width'
import { go, here, place } from '../../url'
import { journey, spotsOf, travellers, type Spot, type Stop } from './places'

interface World {
  land: GeoJSON.FeatureCollection
  borders: GeoJSON.MultiLineString
}

let fetched: Promise<World> | undefined

function world(): Promise<World> {
  fetched ??= import('world-atlas/countries-50m.json').then(({ default: w }) => ({
    land: feature(w, w.objects.land) as GeoJSON.FeatureCollection,
    borders: mesh(w, w.objects.countries, (a, b) => a !== b),
  }))
  fetched.catch(() => (fetched = undefined)) // may be tried again
  return fetched
}

function useWorld(): World | 'waiting' | 'lost' {
  const [w, set] = useState<World | 'waiting' | 'lost'>('waiting')
  useEffect(() => {
    world().then(set, () => set('lost'))
  }, [])
  return w
}

export function Map({ rows }: { rows: Item[] }) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const w = useWorld()
  const { query } = place.value
  const at = query.get('at') ?? ''
  const { on, off, without } = spotsOf(rows)
  const all = travellers(rows)
  const follow = all.find((t) => query.getAll('actor').some((a) => a === t.id || a === t.name))
  const asked = query.get('zoom')
  const zoom = asked === null ? usualZoom(on) : Math.max(0, Math.min(5, Number(asked) || 0))
  const set = (z: number) => go(here({ zoom: String(Math.max(0, Math.min(5, z))) }), { replace: true })
  useKeys([
    { press: '+', does: 'closer', group: 'Contacts', run: () => set(zoom + 1) },
    { press: '-', does: 'wider', group: 'Contacts', run: () => set(zoom - 1) },
  ], [zoom])
  const stops = follow ? journey(follow.id, rows) : []
  return (
    <div class="map-parts">
      <div class="map-box" ref={box} aria-busy={w === 'waiting'}>
        {w === 'lost' && <p class="none">The outlines could not be loaded; the places beside are all there is to see.</p>}
        {width > 0 && typeof w === 'object' && <Drawn world={w} width={width} on={on} stops={stops} at={at} zoom={zoom} />}
        <p class="map-zoom">
          <button type="button" disabled={zoom >= 5} onClick={() => set(zoom + 1)}>closer <kbd>+</kbd></button>
          <button type="button" disabled={zoom <= 0} onClick={() => set(zoom - 1)}>wider <kbd>-</kbd></button>
        </p>
        <p class="also">Outlines: Natural Earth, which shows borders as they are held, not as they are claimed or recognised.</p>
        {stops.length > 1 && <Way stops={stops} name={follow!.name} />}
      </div>
      <div class="map-side">
        {all.length > 0 && (
          <>
            <h2>Itinerary of</h2>
            <ul>
              {all.slice(0, 8).map((t) => (
                <li><button type="button" class="plain" aria-pressed={t === follow} onClick={() => go(here({ actor: t === follow ? '' : t.id, pair: '', at: '' }))}><Plain text={t.name} /></button> <span class="also">{t.stops} stops</span></li>
              ))}
            </ul>
          </>
        )}
        <h2>On the map</h2>
        <Places spots={on} at={at} none="No place here has coordinates." />
        <h2>Not on the map</h2>
        <Places spots={off} at={at} none={without > 0 ? '' : 'Every place has a point.'} />
        {without > 0 && <p class="also">{without} {without === 1 ? 'contact states' : 'contacts state'} no place.</p>}
      </div>
    </div>
  )
}

const toggled = (s: Spot, at: string) => go(here({ at: s.name === at ? '' : s.name }))

function Places({ spots, at, none }: { spots: Spot[]; at: string; none: string }) {
  if (spots.length === 0) return none ? <p class="also">{none}</p> : null
  return (
    <ul>
      {spots.map((s) => (
        <li><button type="button" class="plain" aria-pressed={s.name === at} onClick={() => toggled(s, at)}><Plain text={s.name} /></button> <span class="also">{s.rows.length}{s.why && `, ${s.why}`}</span></li>
      ))}
    </ul>
  )
}

const widest = 150 // degrees that a part of the earth may have; beyond, it is all of it

/** How many times the frame is halved so that most contacts are told apart: what then lies outside is said. */
function usualZoom(on: Spot[]): number {
  const most = 0.8 * on.reduce((n, s) => n + s.rows.length, 0)
  for (let zoom = 3; zoom > 0; zoom--) {
    const f = frame(on, zoom)
    if (on.filter((s) => inside(f, s)).reduce((n, s) => n + s.rows.length, 0) >= most) return zoom
  }
  return 0
}

interface Frame {
  south: number
  north: number
  west: number
  east: number
}

const inside = (f: Frame, s: { lat?: number; lon?: number }) => s.lat! >= f.south && s.lat! <= f.north && s.lon! >= f.west && s.lon! <= f.east

/** The stretch of the earth with all points in it; halved, the part about the middle one. */
function frame(on: Spot[], zoom: number): Frame {
  const lats = on.map((s) => s.lat!)
  const lons = on.map((s) => s.lon!)
  const whole: Frame = on.length > 0 ? { south: Math.min(...lats), north: Math.max(...lats), west: Math.min(...lons), east: Math.max(...lons) } : { south: -55, north: 75, west: -180, east: 180 }
  const room = (span: number) => Math.max(span * 0.15, 4) // degrees around the points
  const [dx, dy] = [room(whole.east - whole.west), room(whole.north - whole.south)]
  const f = { south: whole.south - dy, north: whole.north + dy, west: whole.west - dx, east: whole.east + dx }
  if (zoom === 0) return f
  const middle = (values: number[]) => {
    const all = on.flatMap((s, i) => s.rows.map(() => values[i]!)).sort((x, y) => x - y)
    return all[Math.floor(all.length / 2)] ?? 0
  }
  const part = (from: number, to: number, at: number, least: number) => {
    const size = Math.max(least, (to - from) / 2 ** zoom)
    const begin = Math.max(from, Math.min(to - size, at - size / 2))
    return [begin, begin + size] as const
  }
  const [west, east] = part(f.west, f.east, middle(lons), 10)
  const [south, north] = part(f.south, f.north, middle(lats), 6)
  return { south, north, west, east }
}

function projection(f: Frame, width: number, height: number): GeoProjection {
  if (f.east - f.west > widest) return geoNaturalEarth1().fitSize([width, height], { type: 'Sphere' })
  const [lon, lat] = [(f.west + f.east) / 2, (f.south + f.north) / 2]
  const corners = [[f.west, f.south], [f.east, f.south], [f.west, f.north], [f.east, f.north], [lon, f.north], [lon, f.south], [f.west, lat], [f.east, lat]]
  return geoAzimuthalEqualArea().rotate([-lon, -lat]).fitSize([width, height], { type: 'MultiPoint', coordinates: corners }).clipExtent([[0, 0], [width, height]])
}

function Drawn({ world: w, width, on, stops, at, zoom }: { world: World; width: number; on: Spot[]; stops: Stop[]; at: string; zoom: number }) {
  const height = Math.round(Math.min(520, Math.max(260, width * 0.66)))
  const key = on.map((s) => `${s.name} ${s.rows.length}`).join('\n')
  const { land, borders, xy } = useMemo(() => {
    const p = projection(frame(on, zoom), width, height)
    const path = geoPath(p)
    return { land: path(w.land) ?? '', borders: path(w.borders) ?? '', xy: (s: { lat?: number; lon?: number }) => p([s.lon!, s.lat!]) ?? [-1, -1] }
  }, [w, width, height, key, zoom])
  const placed = on.map((s) => ({ s, at: xy(s) as [number, number] }))
  const seen = placed.filter(({ at: [x, y] }) => x >= 0 && y >= 0 && x <= width && y <= height)
  const beyond = placed.filter((p) => !seen.includes(p)).map(({ s }) => s)
  return (
    <>
      <svg class="map" width={width} height={height} role="group" aria-label={`Map of ${seen.length} places. The list beside has the same.`}>
        <path class="land" d={land} />
        <path class="borders" d={borders} />
        {stops.slice(1).map((s, i) => <Leg key={i} a={xy(stops[i]!)} b={xy(s)} ahead={s.ahead || stops[i]!.ahead} n={i} />)}
        {labelled(seen, width, height).map(({ s, at: [x, y], label }) => (
          <g key={s.name} class={'spot' + (s.rows.every((r) => r.status !== 'happened' && r.status !== 'ongoing') ? ' ahead' : '')} role="button" tabindex={0} aria-pressed={s.name === at} aria-label={`${s.name}: ${s.rows.length} ${s.rows.length === 1 ? 'contact' : 'contacts'}`}
            onClick={() => toggled(s, at)} onKeyDown={(e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); toggled(s, at) } }}>
            <circle class="hit" cx={x} cy={y} r={13} />
            <circle class="point" cx={x} cy={y} r={radius(s)} />
            <text x={label.x} y={label.y} text-anchor={label.anchor}>{s.name} {s.rows.length}</text>
          </g>
        ))}
      </svg>
      {beyond.length > 0 && <p class="also">Outside the frame: {beyond.map((s) => `${s.name} ${s.rows.length}`).join(', ')}.</p>}
    </>
  )
}

const radius = (s: Spot) => 3.5 + Math.min(7, Math.sqrt(s.rows.length))

interface Label {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
}

/** A label goes right of its point, else left, below or above: where it stands on no other and on no point. */
function labelled(points: { s: Spot; at: [number, number] }[], width: number, height: number): { s: Spot; at: [number, number]; label: Label }[] {
  const taken: Box[] = points.map(({ s, at: [x, y] }) => [x - radius(s), y - radius(s), x + radius(s), y + radius(s)])
  return points.map(({ s, at }) => {
    const [x, y] = at
    const wide = (s.name.length + 3) * 6.6
    const r = radius(s) + 4
    const choices: { label: Label; box: Box }[] = [
      { label: { x: x + r, y: y + 4, anchor: 'start' }, box: [x + r, y - 7, x + r + wide, y + 7] },
      { label: { x: x - r, y: y + 4, anchor: 'end' }, box: [x - r - wide, y - 7, x - r, y + 7] },
      { label: { x, y: y + r + 10, anchor: 'middle' }, box: [x - wide / 2, y + r, x + wide / 2, y + r + 13] },
      { label: { x, y: y - r - 1, anchor: 'middle' }, box: [x - wide / 2, y - r - 12, x + wide / 2, y - r] },
    ]
    const fits = choices.find(({ box: b }) => b[0] >= 0 && b[2] <= width && b[1] >= 0 && b[3] <= height && !taken.some((t) => hits(t, b))) ?? choices[0]!
    taken.push(fits.box)
    return { s, at, label: fits.label }
  })
}

type Box = [number, number, number, number]
const hits = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

/** From stop to stop, bent a little so that there and back are two lines; an arrow says which way. */
function Leg({ a, b, ahead, n }: { a: number[]; b: number[]; ahead: boolean; n: number }) {
  const [x1, y1, x2, y2] = [a[0]!, a[1]!, b[0]!, b[1]!]
  const [dx, dy] = [x2 - x1, y2 - y1]
  const far = Math.hypot(dx, dy)
  if (far < 4) return null
  const bend = 0.16
  const [cx, cy] = [(x1 + x2) / 2 - dy * bend, (y1 + y2) / 2 + dx * bend]
  const [mx, my] = [(x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4]
  const turn = (Math.atan2(dy, dx) * 180) / Math.PI
  return (
    <g class={'leg' + (ahead ? ' ahead' : '')}>
      <path d={`M${x1} ${y1}Q${cx} ${cy} ${x2} ${y2}`} />
      <path class="head" d="M-4 -4L4 0L-4 4z" transform={`translate(${mx} ${my}) rotate(${turn})`} />
      <text x={mx} y={my - 7} text-anchor="middle">{n + 1}</text>
    </g>
  )
}

/** The journey in words. */
function Way({ stops, name }: { stops: Stop[]; name: string }) {
  return (
    <>
      <h2>{name}, from place to place</h2>
      <ol class="way">
        {stops.map((s) => <li>{s.date} <b><Plain text={s.name} /></b>{s.ahead && <span class="also"> {s.row.status}</span>}</li>)}
      </ol>
      <p class="also">Only what has a day and a point; a broken line is not reported as done.</p>
    </>
  )
}
