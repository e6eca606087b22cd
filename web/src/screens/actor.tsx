// Actor: who is meant by which names, in which roles, and all that the record has
// of him. A person may call him otherwise, switch a name off, or say that two are
// one; rows keep their words.

import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { get, list, path, useAnswer, type Problem } from '../api/ask'
import type { Actor as Who, ActorAnswer, Alias, Decision, Item } from '../api/types'
import { useKeys } from '../keys'
import { ActorField } from '../parts/actorfield'
import { Answered, Arrived, thousands } from '../parts/answered'
import { decide, Decided, DecidedBy, DecideDialog } from '../parts/decide'
import { know } from '../parts/evidence'
import { Plain } from '../parts/plain'
import { Empty, ProblemNote } from '../parts/problem'
import { Rating } from '../parts/rate'
import { Evidence, Row } from '../parts/row'
import { roles } from '../parts/roles'
import { Rows } from '../parts/rows'
import { Section } from '../parts/section'
import { disputes } from '../parts/tension'
import { may } from '../session'
import { askedOf, place, to } from '../url'
import { kind } from './actors'
import { Case, useCaseKeys } from './commitments'
import { told } from './positions'
import { Against } from './tensions'

const asking = signal<'' | 'rename' | 'merge'>('')

export default function Actor() {
  const { of, query } = place.value
  const ask = askedOf(query)
  if (!ask.has('limit')) ask.set('limit', '30')
  useKeys([
    { press: 'n', does: 'call the actor otherwise', group: 'Actor', when: () => may('editor'), run: () => (asking.value = 'rename') },
    { press: 'M', does: 'say that another is the same', group: 'Actor', when: () => may('editor'), run: () => (asking.value = 'merge') },
  ])
  useCaseKeys()
  if (!of) return <Empty>No actor is named. <a href={to('actors')}>All actors</a> of the record.</Empty>
  return (
    <>
      <Decided />
      <Answered question="actor" of={of} query={ask}>{(a) => <Laid a={a} of={of} />}</Answered>
    </>
  )
}

const encounters = ['meet', 'visit', 'call', 'press', 'agree']

function Laid({ a, of }: { a: ActorAnswer; of: string }) {
  const w = a.actor
  const met = a.acts.filter((i) => encounters.includes(i.type) && i.who.length + i.whom.length > 1)
  const others = a.acts.filter((i) => !met.includes(i))
  const more = (screen: string) => (a.more > 0 || a.more_open ? <a href={to(screen, '', { actor: w.id })}>all of them</a> : undefined)
  return (
    <>
      <Rating />
      <Card w={w} of={of} decisions={a.decisions} />
      <Listed title="Meetings, calls and agreements" items={met} more={more('contacts')} />
      <Section title="Commitments" count={list(a.commitments).length} none="None in the record." more={more('commitments')}>
        <Rows items={list(a.commitments)}>{(c) => <Case c={c} head={a} titled={false} />}</Rows>
      </Section>
      <Positions w={w} />
      <Listed title="Said, newest first" items={a.statements} more={more('statements')} />
      <Section title="Tensions" count={a.tensions.length} none="Nobody stands against another about it.">
        {disputes(a.tensions).map((d) => <Against d={d} columns={['Says', 'Against it']} />)}
      </Section>
      <Listed title="Other acts, latest first" items={others} more={more('timeline')} />
      <Listed title="Figures" items={a.figures} more={more('figures')} />
      <Rename w={w} />
      <Merge w={w} />
    </>
  )
}

function Listed({ title, items, more }: { title: string; items: Item[]; more?: preact.ComponentChildren }) {
  if (items.length === 0) return null
  return <Section title={title} count={items.length} more={more}><Rows items={items} label={title}>{(i) => <Row item={i} />}</Rows></Section>
}

/** Who it is. */
function Card({ w, of, decisions }: { w: Who; of: string; decisions: Decision[] }) {
  const n = (kind: string) => thousands(w.counts[kind] ?? 0)
  return (
    <div class="actor-card">
      <p class="actor-name"><b><Plain text={(w.unnamed ? 'unnamed ' : '') + w.name} /></b> <span class="also">{kind(w)} · <code>{w.id}</code></span></p>
      <p class="hint">{n('act')} acts, {n('statement')} statements, {n('figure')} figures, {n('tension')} tensions · reported {w.first ?? 'on a day not stated'} to {w.last ?? 'a day not stated'}</p>
      <Matched w={w} of={of} />
      {may('editor') && (
        <p class="actor-do">
          <button type="button" onClick={() => (asking.value = 'rename')}>call otherwise <kbd>n</kbd></button>
          <button type="button" onClick={() => (asking.value = 'merge')}>same as another <kbd>M</kbd></button>
        </p>
      )}
      <div class="actor-two">
        <Names w={w} />
        <Roles w={w} />
      </div>
      {decisions.length > 0 && <Ruled decisions={decisions} />}
    </div>
  )
}

/** Why the name that was asked for was taken for this actor. */
function Matched({ w, of }: { w: Who; of: string }) {
  if (of === w.id || w.same?.includes(of)) return null
  const said = of.toLowerCase()
  const alias = w.aliases.find((a) => a.name.toLowerCase() === said)
  return (
    <p class="matched">
      “<Plain text={of} />” was taken for this actor: {w.name.toLowerCase() === said ? 'it is its name' : alias ? `${articles(alias.count)} call it so` : 'the words stand in its name, and in no other'}.
    </p>
  )
}

const articles = (n: number) => (n === 1 ? 'one article' : `${thousands(n)} articles`)

/** Names as printed, each on or off. */
function Names({ w }: { w: Who }) {
  const [problem, set] = useState<Problem | null>(null)
  const [all, show] = useState(false)
  const turn = (a: Alias) => {
    set(null)
    decide({ kind: a.off ? 'accept' : 'reject', target: w.id, value: a.name, reason: a.off ? '' : 'the name is of another' }, `“${a.name}” is ${a.off ? 'on' : 'off'} for ${w.name}`).catch(set)
  }
  return (
    <section class="section">
      <h2>Names as printed</h2>
      <p class="said">A name that is off is not taken for this actor any more where somebody asks; rows keep their words.</p>
      {problem && <ProblemNote problem={problem} />}
      <ul class="names">
        {(all || w.aliases.length <= first + 2 ? w.aliases : w.aliases.slice(0, first)).map((a) => (
          <li class={a.off ? 'off' : ''}>
            <button type="button" role="switch" aria-checked={!a.off} aria-label={a.name} disabled={!may('analyst')} onClick={() => turn(a)}>{a.off ? 'off' : 'on'}</button>
            <span><Plain text={a.name} /></span>
            <a class="also" href={to('search', '', { words: `"${a.name}"` })}>{articles(a.count)}</a>
          </li>
        ))}
      </ul>
      {!all && w.aliases.length > first + 2 && <button type="button" class="plain" onClick={() => show(true)}>{w.aliases.length - first} more names</button>}
    </section>
  )
}

const first = 10 // names that stand there at once

function Roles({ w }: { w: Who }) {
  return (
    <section class="section">
      <h2>Roles as reported</h2>
      {list(w.offices).length === 0 ? <p class="none">None is stated.</p> : (
        <table>
          <thead><tr><th scope="col">Role</th><th scope="col">First</th><th scope="col">Last</th></tr></thead>
          <tbody>{roles(w.offices).map((o) => <tr><td><Plain text={o.title} /></td><td>{o.first ?? '—'}</td><td>{o.last ?? '—'}</td></tr>)}</tbody>
        </table>
      )}
      {w.same && w.same.length > 0 && <p class="hint">The same actor under other ids: {w.same.map((id) => <code>{id} </code>)}</p>}
    </section>
  )
}

/** What persons decided about who it is, each with the way back. */
function Ruled({ decisions }: { decisions: Decision[] }) {
  const [problem, set] = useState<Problem | null>(null)
  const said: Record<string, string> = { rename: 'called', alias: 'the same as', reject: 'name off:', accept: 'name on:' }
  return (
    <section class="section">
      <h2>Decided</h2>
      {problem && <ProblemNote problem={problem} />}
      <ul class="ruled">
        {decisions.map((d) => (
          <li>
            {said[d.kind] ?? d.kind} <b><Plain text={String(d.value ?? '')} /></b> <DecidedBy by={d.by} at={d.recorded} reason={d.reason} />
            <button type="button" class="plain" disabled={!may('editor')} onClick={() => decide({ kind: 'undo', value: d.seq }, 'taken back').catch(set)}>undo</button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Its latest stance on each issue. */
function Positions({ w }: { w: Who }) {
  const query = askedOf(place.value.query)
  for (const name of ['pair', 'type', 'status', 'actor']) query.delete(name)
  query.set('actor', w.id)
  query.set('limit', '40')
  const asked = useAnswer('positions', query)
  return (
    <Arrived asked={asked}>
      {(a) => {
        const own = a.positions.filter((p) => p.stance)
        if (own.length === 0) return null
        return (
          <Section title="Positions" count={own.length} said="The latest stance on each issue, in its own words.">
            <dl class="stances">
              {own.map((p) => {
                know(p.stance!)
                const { verb, words } = told(p.stance!)
                return (
                  <div>
                    <dt>{p.issue}</dt>
                    <dd>{verb}: <span class="stance-words"><Plain text={words} /></span> <Evidence item={p.stance!} /></dd>
                  </div>
                )
              })}
            </dl>
          </Section>
        )
      }}
    </Arrived>
  )
}

function Rename({ w }: { w: Who }) {
  const ruling = (f: FormData) => {
    const name = String(f.get('name')).trim()
    return { ruling: { kind: 'rename', target: w.id, value: name, reason: String(f.get('reason') ?? '').trim() }, said: `${w.name} is called ${name} from now on` }
  }
  return (
    <DecideDialog title={`Call ${w.name} otherwise`} open={asking.value === 'rename'} close={() => (asking.value = '')} submit="Rename" ruling={ruling}>
      <label>Name <input name="name" required maxLength={200} value={w.name} autocomplete="off" data-first /></label>
      <label>Why <input name="reason" maxLength={5000} autocomplete="off" /></label>
    </DecideDialog>
  )
}

function Merge({ w }: { w: Who }) {
  const ruling = async (f: FormData) => {
    const other = (await get<ActorAnswer>(path('actor', new URLSearchParams({ limit: '1' }), String(f.get('other')).trim()))).actor
    return { ruling: { kind: 'alias', target: other.id, value: w.id, reason: String(f.get('reason') ?? '').trim() }, said: `${other.name} is the same as ${w.name}` }
  }
  return (
    <DecideDialog title={`Another is the same as ${w.name}`} open={asking.value === 'merge'} close={() => (asking.value = '')} submit="They are one" ruling={ruling}>
      <ActorField name="other" label="The other actor" value="" first />
      <label>Why <input name="reason" maxLength={5000} autocomplete="off" /></label>
      <p class="hint">Its rows are told under {w.name}, everywhere and after every re-reading. It can be taken back.</p>
    </DecideDialog>
  )
}
