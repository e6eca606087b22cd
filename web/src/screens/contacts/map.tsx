// Where contacts were and are to be. The outlines are an asset of ours that is
// fetched when the map is first opened. Only places with coordinates have a point;
// countries and the rest stand in a list beside it.

import { geoAzimuthalEqualArea, geoNaturalEarth1, geoPath, type GeoProjection } from 'd3-geo'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { feature, mesh } from 'topojson-client'
import type { Item } from '../../api/types'
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
  const stops = follow ? journey(follow.id, rows) : []
  return (
    <div class="map-parts">
      <div class="map-box" ref={box} aria-busy={w === 'waiting'}>
        {w === 'lost' && <p class="none">The outlines could not be loaded; the places beside are all there is to see.</p>}
        {width > 0 && typeof w === 'object' && <Drawn world={w} width={width} on={on} stops={stops} at={at} />}
        <p class="also">Outlines: Natural Earth, which shows borders as they are held, not as they are claimed or recognised.</p>
        {stops.length > 1 && <Way stops={stops} name={follow!.name} />}
      </div>
      <div class="map-side">
        {all.length > 0 && (
          <>
            <h3>Itinerary of</h3>
            <ul>
              {all.slice(0, 8).map((t) => (
                <li><button type="button" class="plain" aria-pressed={t === follow} onClick={() => go(here({ actor: t === follow ? '' : t.id, pair: '', at: '' }))}><Plain text={t.name} /></button> <span class="also">{t.stops} stops</span></li>
              ))}
            </ul>
          </>
        )}
        <h3>On the map</h3>
        <Places spots={on} at={at} none="No place here has coordinates." />
        <h3>Not on the map</h3>
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

/** The projection that has all points in it: a part of the earth, or all of it. */
function projection(on: { lat?: number; lon?: number }[], width: number, height: number): GeoProjection {
  const lats = on.map((s) => s.lat!)
  const lons = on.map((s) => s.lon!)
  const [south, north, west, east] = on.length > 0 ? [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)] : [-55, 75, -180, 180]
  if (east - west > 110 || north - south > 80) return geoNaturalEarth1().fitSize([width, height], { type: 'Sphere' })
  const room = (span: number) => Math.max(span * 0.2, 4) // degrees around the points
  const [dx, dy] = [room(east - west), room(north - south)]
  const corners = [[west - dx, south - dy], [east + dx, south - dy], [west - dx, north + dy], [east + dx, north + dy], [(west + east) / 2, north + dy], [(west + east) / 2, south - dy]]
  return geoAzimuthalEqualArea()
    .rotate([-(west + east) / 2, -(south + north) / 2])
    .fitSize([width, height], { type: 'MultiPoint', coordinates: corners })
    .clipExtent([[0, 0], [width, height]])
}

function Drawn({ world: w, width, on, stops, at }: { world: World; width: number; on: Spot[]; stops: Stop[]; at: string }) {
  const height = Math.round(Math.min(520, Math.max(260, width * 0.66)))
  const key = on.map((s) => s.name).join('\n')
  const { land, borders, xy } = useMemo(() => {
    const p = projection(on, width, height)
    const path = geoPath(p)
    return { land: path(w.land) ?? '', borders: path(w.borders) ?? '', xy: (s: { lat?: number; lon?: number }) => p([s.lon!, s.lat!]) ?? [0, 0] }
  }, [w, width, height, key])
  const labels = labelled(on.map((s) => ({ s, at: xy(s) as [number, number] })), width)
  return (
    <svg class="map" width={width} height={height} role="group" aria-label={`Map of ${on.length} places. The list beside has the same.`}>
      <path class="land" d={land} />
      <path class="borders" d={borders} />
      {stops.slice(1).map((s, i) => <Leg key={i} a={xy(stops[i]!)} b={xy(s)} ahead={s.ahead} n={i} />)}
      {labels.map(({ s, at: [x, y], right, dy }) => (
        <g key={s.name} class={'spot' + (s.rows.every((r) => r.status !== 'happened' && r.status !== 'ongoing') ? ' ahead' : '')} role="button" tabIndex={0} aria-pressed={s.name === at} aria-label={`${s.name}: ${s.rows.length} ${s.rows.length === 1 ? 'contact' : 'contacts'}`}
          onClick={() => toggled(s, at)} onKeyDown={(e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); toggled(s, at) } }}>
          <circle class="hit" cx={x} cy={y} r={13} />
          <circle class="point" cx={x} cy={y} r={3.5 + Math.min(7, Math.sqrt(s.rows.length))} />
          <text x={x + (right ? 9 : -9) + (right ? 1 : -1) * Math.min(5, Math.sqrt(s.rows.length))} y={y + 4 + dy} text-anchor={right ? 'start' : 'end'}>{s.name} {s.rows.length}</text>
        </g>
      ))}
    </svg>
  )
}

/** Labels right of their points, left near the edge, moved down where they would stand on one another. */
function labelled(points: { s: Spot; at: [number, number] }[], width: number) {
  const taken: [number, number, number, number][] = []
  return points.map(({ s, at }) => {
    const wide = (s.name.length + 3) * 6.6
    const right = at[0] + wide + 12 < width
    let dy = 0
    const box = (): [number, number, number, number] => [right ? at[0] + 9 : at[0] - 9 - wide, at[1] - 7 + dy, right ? at[0] + 9 + wide : at[0] - 9, at[1] + 7 + dy]
    for (let i = 0; i < 4 && taken.some((t) => hits(t, box())); i++) dy += 13
    taken.push(box())
    return { s, at, right, dy }
  })
}

const hits = (a: number[], b: number[]) => a[0]! < b[2]! && b[0]! < a[2]! && a[1]! < b[3]! && b[1]! < a[3]!

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
      <h3>{name}, from place to place</h3>
      <ol class="way">
        {stops.map((s) => <li>{s.date} <b><Plain text={s.name} /></b>{s.ahead && <span class="also"> {s.row.status}</span>}</li>)}
      </ol>
      <p class="also">Only what has a day and a point; a broken line is not reported as done.</p>
    </>
  )
}
