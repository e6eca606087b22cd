// Rating a commitment: its life, why, and the row that shows it. Only a person
// does this; the program's suggestion is offered first and says what it is.

import { signal } from '@preact/signals'
import { path, useGet } from '../api/ask'
import type { Commitment, Item, WhyAnswer } from '../api/types'
import { knowledgeOf, place } from '../url'
import { DecideDialog } from './decide'
import { lifeTitle, ratable } from './lives'
import { Marks } from './marks'
import { Plain } from './plain'

/** The commitment that is being rated, and the seen of the answer that shows it. */
export const rateOf = signal<{ c: Commitment; seen: number } | null>(null)

export function Rating() {
  const c = rateOf.value?.c ?? null
  const close = () => (rateOf.value = null)
  const ruling = (f: FormData) => {
    const life = String(f.get('life') ?? '')
    const other = String(f.get('other') ?? '').trim()
    return {
      ruling: { kind: 'rate', target: c!.id, value: life, reason: String(f.get('reason') ?? '').trim(), evidence: other || String(f.get('evidence') ?? ''), seen: rateOf.value!.seen },
      said: `Rated ${lifeTitle(life).toLowerCase()}: ${short(c!.line)}`,
    }
  }
  return (
    <DecideDialog title="Rate this commitment" open={c !== null} close={close} submit="Rate" ruling={ruling} wide>
      {c && <Fields c={c} />}
    </DecideDialog>
  )
}

const short = (s: string) => (s.length > 90 ? s.slice(0, 88) + ' …' : s)

function Fields({ c }: { c: Commitment }) {
  const why = useGet<WhyAnswer>(path('why', knowledgeOf(place.value.query), c.id))
  const suggested = c.suggested
  const now = c.rating?.life ?? suggested?.life ?? ''
  return (
    <>
      <p class="panel-row"><Marks marks={c.marks} /><Plain text={c.line} /></p>
      {suggested && <p class="hint">The program thinks: perhaps {lifeTitle(suggested.life).toLowerCase()}, since {suggested.why}.</p>}
      <fieldset>
        <legend>Its life</legend>
        <div class="choices">
          {ratable.map(([life, means], i) => (
            <label><input type="radio" name="life" value={life} required checked={life === now} data-first={life === now || (!now && i === 0) ? '' : undefined} /> <span>{lifeTitle(life)} <span class="also">{means}</span></span></label>
          ))}
        </div>
      </fieldset>
      <label>Why <input name="reason" required maxLength={5000} autocomplete="off" /></label>
      <fieldset>
        <legend>The row that shows it</legend>
        <div class="evidences">
          {evidences(c, why.state === 'answered' ? why.answer.could_meet : []).map((e, i) => (
            <label><input type="radio" name="evidence" value={e.row} checked={i === 0} /> <span><Marks marks={e.item.marks} /> <Plain text={short(e.item.line)} /> <span class="also">{e.item.sources[0]?.source}, {e.item.sources[0]?.published}</span></span></label>
          ))}
        </div>
        <label>or another row, by its id <input name="other" autocomplete="off" spellcheck={false} pattern="[a-z]-[0-9a-z]+" title="the id of a row, such as e-86fn60vbvnj4npc4; why (w) shows it" /></label>
      </fieldset>
    </>
  )
}

/** Rows that may show it: what the program thinks of, what could meet the condition, its own wordings. */
function evidences(c: Commitment, could: Item[]): { row: string; item: Item }[] {
  const out: { row: string; item: Item }[] = []
  const add = (item: Item | null | undefined, row = item?.sources[0]?.row) => {
    if (item && row && !out.some((o) => o.row === row)) out.push({ row, item })
  }
  add(c.suggested?.item, c.suggested?.row)
  for (const i of could) add(i)
  add(c)
  for (const w of [...c.wordings].reverse()) add(w)
  return out
}
