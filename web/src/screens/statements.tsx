// Who said something in these words: cards with the words large, what stands
// around them, and a line to cite them by.

import type { Card } from '../api/types'
import { forces } from '../api/types'
import { usePages } from '../api/pages'
import { ActorField } from '../parts/actorfield'
import { Arrived, Head } from '../parts/answered'
import { Copy } from '../parts/copy'
import { isShown, know } from '../parts/evidence'
import { DateField } from '../parts/filters'
import { Line } from '../parts/line'
import { Marks, spoken } from '../parts/marks'
import { Plain } from '../parts/plain'
import { Empty, ProblemNote } from '../parts/problem'
import { Evidence, When } from '../parts/row'
import { Rows } from '../parts/rows'
import { go, here, place } from '../url'

const atOnce = 40

export default function Statements() {
  const pages = usePages('statements', (a) => a.statements, atOnce)
  return (
    <>
      <Find />
      <Arrived asked={pages.asked}>
        {(a) => (
          <>
            <Head head={a} question="statements" />
            {pages.items.length === 0 && <Empty>Nobody said that in these words. Fewer words find more; the search <kbd>/</kbd> looks in whole articles.</Empty>}
            <Rows items={pages.items} label="Statements, newest first" more={pages.more}>{(c) => <Quote c={c} />}</Rows>
            {pages.problem && <ProblemNote problem={pages.problem} />}
          </>
        )}
      </Arrived>
    </>
  )
}

/** What is looked for: the filters that matter here, at hand. */
function Find() {
  const { query } = place.value
  const chosen = query.getAll('type').flatMap((t) => t.split(','))
  const find = (e: Event) => {
    e.preventDefault()
    const f = new FormData(e.target as HTMLFormElement)
    const text = (n: string) => String(f.get(n) ?? '').trim()
    go(here({ words: text('words'), actor: text('actor'), since: text('since'), until: text('until'), type: f.getAll('type') as string[], after: '' }))
  }
  return (
    <form class="find" onSubmit={find} key={query.toString()}>
      <label>Words <input name="words" type="search" defaultValue={query.get('words') ?? ''} autocomplete="off" /></label>
      <ActorField name="actor" label="Who says it, or is spoken of" value={query.get('actor') ?? ''} />
      <DateField name="since" label="Said since" />
      <DateField name="until" label="until" />
      <fieldset>
        <legend class="aside">Force</legend>
        {forces.map((f) => <label class="toggle"><input type="checkbox" name="type" value={f} defaultChecked={chosen.includes(f)} onChange={(e) => e.currentTarget.form!.requestSubmit()} /> {f}</label>)}
      </fieldset>
      <button type="submit">find</button>
    </form>
  )
}

/** A statement: who, with which force, to whom; its words; where they stand. */
function Quote({ c }: { c: Card }) {
  know(c)
  const [who, said] = apart(c)
  const notes = [...c.notes.filter((n) => !n.startsWith('date ')), ...c.standing]
  return (
    <article class="row quote claimed" tabIndex={-1} data-row={c.id} aria-current={isShown(c.id) ? 'true' : undefined} aria-label={spoken(c)}>
      <When item={c} />
      <Marks marks={c.marks} />
      <div class="row-body">
        <p class="quote-who"><Line line={who} names={[...c.who, ...c.whom, ...(c.about ?? []), ...c.by]} /></p>
        <blockquote><Plain text={said} /></blockquote>
        <p class="row-words"><Evidence item={c} /> <Copy text={c.cite} what="citation" /></p>
        {notes.length > 0 && <p class="row-notes">{notes.map((n) => <span><Plain text={n} /></span>)}</p>}
        {c.context && <Context text={c.context} said={c.words.length > 0 ? c.words : [said.replace(/^“|”$/g, '')]} />}
      </div>
    </article>
  )
}

/** Who says it with which force, and the words. */
function apart(c: Card): [string, string] {
  const at = c.line.indexOf(': ')
  return at < 0 ? [c.line, ''] : [c.line.slice(0, at), c.line.slice(at + 2)]
}

/** The paragraph around the words, on demand. */
function Context({ text, said }: { text: string; said: string[] }) {
  const marked = said.flatMap((s) => s.split(/” … “| … /)).map((s) => ({ from: text.indexOf(s), to: text.indexOf(s) + s.length })).filter((r) => r.from >= 0 && r.to > r.from).sort((x, y) => x.from - y.from)
  return (
    <details class="context">
      <summary>context</summary>
      <p><Plain text={text} marked={marked.filter((r, i) => i === 0 || r.from >= marked[i - 1]!.to)} /></p>
    </details>
  )
}
