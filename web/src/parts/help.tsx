// All keys, from the table that they are taken from.

import { signal } from '@preact/signals'
import { keys, printed, type Key } from '../keys'
import { Dialog } from './dialog'
import { Legend } from './marks'

export const helpOpen = signal(false)

export function Help() {
  const groups = new Map<string, Key[]>()
  for (const k of keys.value) {
    const g = groups.get(k.group) ?? []
    if (!g.some((o) => o.press === k.press)) g.push(k)
    groups.set(k.group, g)
  }
  return (
    <Dialog title="Keys" open={helpOpen.value} close={() => (helpOpen.value = false)} wide>
      <div class="key-groups">
        {[...groups].map(([name, all]) => (
          <section>
            <h3>{name}</h3>
            <dl>
              {all.map((k) => (
                <div class={k.when && !k.when() ? 'not-now' : ''}>
                  <dt><Press press={k.press} /></dt>
                  <dd>{k.does}{k.when && !k.when() && <span class="also"> (not now)</span>}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <h3>Marks</h3>
      <Legend />
    </Dialog>
  )
}

export function Press({ press }: { press: string }) {
  return <>{printed(press).map((p) => <kbd>{p}</kbd>)}</>
}
