// How wide and high an element is, for what is drawn to fit.

import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

export function useSize(of: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, set] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const el = of.current
    if (!el) return
    const measure = () => {
      const { width, height } = el.getBoundingClientRect()
      set((was) => (was.width === Math.floor(width) && was.height === Math.floor(height) ? was : { width: Math.floor(width), height: Math.floor(height) }))
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(el)
    return () => watch.disconnect()
  }, [])
  return size
}
