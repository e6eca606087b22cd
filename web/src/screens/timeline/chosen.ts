// The row that has the keyboard or the pointer, so that the chart can show where
// it stands.

import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

export const chosen = signal('')

export function useChosen(): void {
  useEffect(() => {
    const follow = (e: Event) => {
      const row = (e.target as Element).closest?.<HTMLElement>('main [data-row]')
      if (row) chosen.value = row.dataset.row!
    }
    document.addEventListener('focusin', follow)
    document.addEventListener('mouseover', follow)
    return () => {
      document.removeEventListener('focusin', follow)
      document.removeEventListener('mouseover', follow)
      chosen.value = ''
    }
  }, [])
}
