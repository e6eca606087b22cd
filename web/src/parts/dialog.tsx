// A window above the page. The browser's own keeps the keyboard inside, closes
// on esc and gives the keyboard back.

import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  title: string
  open: boolean
  close: () => void
  children: ComponentChildren
  wide?: boolean
}

export function Dialog({ title, open, close, children, wide }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const d = dialog.current
    if (!d) return
    if (open && !d.open) {
      d.showModal()
      ;(d.querySelector<HTMLElement>('[data-first]') ?? d).focus()
    } else if (!open && d.open) d.close()
  }, [open])
  if (!open) return null
  return (
    <dialog ref={dialog} class={wide ? 'wide' : ''} aria-label={title} onClose={close} onClick={(e) => e.target === dialog.current && close()}>
      <div class="dialog-in">
        <div class="panel-bar">
          <h2>{title}</h2>
          <button type="button" class="plain" onClick={close}>close <kbd>esc</kbd></button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
