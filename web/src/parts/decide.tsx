// A decision by a person, sent to the record: who decides is said once and kept
// on this machine, and the last decision can be taken back from where it was made.

import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Problem } from '../api/ask'
import type { WireDecision } from '../api/types'
import * as write from '../api/write'
import { useKeys } from '../keys'
import { announce } from '../live'
import { session } from '../session'
import { seeChanges } from './changes'
import { Dialog } from './dialog'
import { Plain } from './plain'
import { ProblemNote } from './problem'

/** What was decided last on this page, in words. */
const last = signal<{ seq: number; said: string } | null>(null)

/** Who decides: nobody is named where somebody is signed in; the server knows. */
export const person = () => (session.peek().users ? '' : (localStorage.getItem('person') ?? ''))

/** Sends a decision and asks for everything again. Throws a Problem. */
export async function decide(ruling: WireDecision, said: string): Promise<void> {
  const done = await write.decide({ ...ruling, by: person() || undefined })
  last.value = ruling.kind === 'undo' ? null : { seq: done.decision.seq, said }
  announce(said)
  seeChanges() // one's own decision is nothing that came meanwhile
}

/** Where a screen says what was decided last, with the way back. */
export function Decided() {
  const [problem, set] = useState<Problem | null>(null)
  const undo = () => {
    const d = last.peek()
    if (!d) return
    set(null)
    decide({ kind: 'undo', value: d.seq }, 'taken back').catch(set)
  }
  useKeys([{ press: 'u', does: 'take the last decision back', group: 'Decisions', when: () => last.peek() !== null, run: undo }])
  const d = last.value
  if (!d) return null
  return (
    <>
      <p class="decided" role="status">
        <span>{d.said}</span>
        <button type="button" onClick={undo}>undo <kbd>u</kbd></button>
      </p>
      {problem && <ProblemNote problem={problem} />}
    </>
  )
}

interface Props {
  title: string
  open: boolean
  close: () => void
  submit: string // the words on the button
  ruling: (form: FormData) => { ruling: WireDecision; said: string } | Promise<{ ruling: WireDecision; said: string }>
  children: ComponentChildren
  wide?: boolean
}

/** A form that ends in a decision. What is wrong with it is said in it. */
export function DecideDialog({ title, open, close, submit, ruling, children, wide }: Props) {
  return (
    <Dialog title={title} open={open} close={close} wide={wide}>
      {open && <Form close={close} submit={submit} ruling={ruling}>{children}</Form>}
    </Dialog>
  )
}

function Form({ close, submit, ruling, children }: Pick<Props, 'close' | 'submit' | 'ruling' | 'children'>) {
  const form = useRef<HTMLFormElement>(null)
  const [problem, set] = useState<Problem | null>(null)
  const [busy, work] = useState(false)
  const known = useRef(0) // the last decision of others that a conflict showed: whoever sends again has seen it
  const go = async (e: Event) => {
    e.preventDefault()
    if (busy) return
    work(true)
    set(null)
    const f = new FormData(form.current!)
    const by = String(f.get('by') ?? '').trim()
    if (by) localStorage.setItem('person', by)
    try {
      const r = await ruling(f)
      if (known.current && r.ruling.seen !== undefined) r.ruling.seen = Math.max(r.ruling.seen, known.current)
      await decide(r.ruling, r.said)
      close()
    } catch (p) {
      known.current = (p as { decisions?: { seq: number }[] }).decisions?.at(-1)?.seq ?? known.current
      set(p as Problem)
      work(false)
    }
  }
  return (
    <form class="decide-form" ref={form} onSubmit={go}>
      {children}
      {!session.value.users && (
        <label class="by">Your name, as the record will keep it
          <input name="by" value={person()} autocomplete="name" maxLength={200} placeholder="the account that serves this page" />
        </label>
      )}
      {problem && <ProblemNote problem={problem} />}
      <p class="actions">
        <button type="submit" class="main" disabled={busy}>{submit} <kbd>enter</kbd></button>
        <button type="button" onClick={close}>Cancel <kbd>esc</kbd></button>
      </p>
    </form>
  )
}

/** Who decided, when and why. */
export function DecidedBy({ by, at, reason }: { by: string; at: string; reason?: string }) {
  return (
    <span class="decided-by">
      by <b><Plain text={by} /></b> {at.slice(0, 10)}{reason && <>: <q><Plain text={reason} /></q></>}
    </span>
  )
}
