// The chart stays in sight over the list where the window is high enough for both.
// It stands under the header, whose height depends on what is in it; rows that get
// the keyboard stop under the chart.

import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

export function useAbove(whole: RefObject<HTMLElement | null>, top: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const header = document.querySelector<HTMLElement>('.top')
    if (!whole.current || !top.current || !header) return
    let soon = 0
    const keep = () => document.activeElement?.closest('main [data-row]')?.scrollIntoView({ block: 'nearest' })
    const measure = () => {
      whole.current?.style.setProperty('--header', `${header.offsetHeight}px`)
      whole.current?.style.setProperty('--chart', `${top.current?.offsetHeight ?? 0}px`)
      // Where the evidence opens beside the page all becomes narrower and longer: the
      // row that has the keyboard stays in sight, also once the rows are laid out.
      keep()
      cancelAnimationFrame(soon)
      soon = requestAnimationFrame(() => (soon = requestAnimationFrame(keep)))
    }
    const watch = new ResizeObserver(measure)
    watch.observe(header)
    watch.observe(top.current)
    return () => {
      cancelAnimationFrame(soon)
      watch.disconnect()
    }
  }, [])
}
