// Why a row is there: who tells it in which words, the rule and the versions that
// read it, what changed it, what a person decided.

import { signal } from '@preact/signals'
import { path, useGet } from '../api/ask'
import type { WhyAnswer } from '../api/types'
import { knowledgeOf, place, to } from '../url'
import { Arrived } from './answered'
import { Dialog } from './dialog'
import { Marks } from './marks'
import { Plain } from './plain'

/** The row that is asked about, "" for none. */
export const whyOf = signal('')

export function Why() {
  const id = whyOf.value
  return (
    <Dialog title="Why this row is there" open={id !== ''} close={() => (whyOf.value = '')} wide>
      {id && <Answer id={id} />}
    </Dialog>
  )
}

function Answer({ id }: { id: string }) {
  const asked = useGet<WhyAnswer>(path('why', knowledgeOf(place.value.query), id))
  return <Arrived asked={asked}>{(a) => <Told a={a} />}</Arrived>
}

function Told({ a }: { a: WhyAnswer }) {
  return (
    <div class="why">
      {a.entry && <p class="panel-row"><Marks marks={a.entry.marks} /><Plain text={a.entry.line} /></p>}
      {a.notes.map((n) => <p class="hint"><Plain text={n} /></p>)}
      <h3>Told by {a.tellings.length === 1 ? 'one article' : `${a.tellings.length} articles`}</h3>
      <ol>
        {a.tellings.map((t) => (
          <li>
            <p>
              <Marks marks={t.marks} /><Plain text={t.line} />
            </p>
            {t.words.length > 0 && <p><q><Plain text={t.words.join(' … ')} /></q></p>}
            <p class="hint">
              <a href={to('article', t.source.key, { row: t.id })} onClick={() => (whyOf.value = '')}><Plain text={[t.source.source, t.source.published].filter(Boolean).join(', ') || 'article'} /></a>
              {' · '}rule <code>{t.rule || 'added by a person'}</code> · confidence {t.confidence.toFixed(2)} · {t.engine.version && `program ${t.engine.version}, rules ${brief(t.engine.rules)}, weights ${brief(t.engine.weights)} · `}
              recorded {t.recorded.slice(0, 16).replace('T', ' ')}
            </p>
          </li>
        ))}
      </ol>
      {a.decisions?.length > 0 && (
        <>
          <h3>Decided</h3>
          <ol>{a.decisions.map((d) => <li>{d.recorded.slice(0, 16).replace('T', ' ')} <b><Plain text={d.by} /></b> {d.kind}{d.reason && <>: <Plain text={d.reason} /></>}</li>)}</ol>
        </>
      )}
      {a.changes?.length > 0 && (
        <details>
          <summary>{a.changes.length === 1 ? '1 change' : `${a.changes.length} changes`} of the record</summary>
          <ol>{a.changes.map((c) => <li class="hint">{c.recorded.slice(0, 16).replace('T', ' ')} {c.kind}, by {c.cause} {c.row && <code>{c.row}</code>}</li>)}</ol>
        </details>
      )}
    </div>
  )
}

/** The beginning of a hash, enough to compare by eye. */
export const brief = (hash: string): string => hash.replace(/^sha256:/, '').slice(0, 8)
