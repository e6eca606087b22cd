// The outlines of countries are a large file; its type is said here, so that the
// compiler does not read it.
declare module 'world-atlas/countries-50m.json' {
  import type { GeometryCollection, Topology } from 'topojson-specification'
  const world: Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>
  export default world
}
