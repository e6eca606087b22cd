// The agenda in a calendar program: an address that it asks by itself.

import { signal } from '@preact/signals'
import { root } from '../../api/ask'
import { Copy } from '../../parts/copy'
import { Dialog } from '../../parts/dialog'
import { filterNames, place } from '../../url'

export const subscribing = signal(false)

/** The address, with the filters in force. What was known once is no calendar, so that stays out. */
function address(): string {
  const q = new URLSearchParams()
  for (const name of filterNames) if (name !== 'on' && name !== 'since' && name !== 'until') for (const v of place.value.query.getAll(name)) q.append(name, v)
  return location.origin + root + '/agenda.ics' + (q.size > 0 ? '?' + q.toString() : '')
}

export function Subscribe() {
  const href = address()
  return (
    <Dialog title="Subscribe" open={subscribing.value} close={() => (subscribing.value = false)}>
      <p>Give this address to a calendar program. It shows what is to come, as the record knows it whenever the program asks{place.value.query.size > 0 ? ', with the filters in force' : ''}.</p>
      <p class="ics"><code>{href}</code></p>
      <p class="actions"><Copy text={href} what="address" /> <a href={href} download="agenda.ics">save it as a file</a></p>
      <p class="hint">Nothing leaves this machine unless the program of the calendar runs elsewhere. Where the desk wants users, give the program a token as its password.</p>
    </Dialog>
  )
}
