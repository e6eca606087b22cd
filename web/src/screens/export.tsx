// Export: what, which rows, in which format, as known when; how many rows that
// is; the file, and the command that writes the same one.

import { useRef } from 'preact/hooks'
import { path, root, useGet } from '../api/ask'
import type { Count } from '../api/types'
import { useKeys } from '../keys'
import { thousands } from '../parts/answered'
import { Copy } from '../parts/copy'
import { knowledgeOpen } from '../parts/knowledge'
import { filtersOpen } from '../parts/filters'
import { Plain } from '../parts/plain'
import { ProblemNote } from '../parts/problem'
import { filterNames, go, here, knowledgeNames, place } from '../url'

interface Format {
  name: string
  title: string
  is: string
  of: string[] // what it may be made of: kinds and views; the first is meant where nothing is chosen
  whole?: boolean // takes no filter
}

const kinds: Record<string, string> = { acts: 'Acts', statements: 'Statements', figures: 'Figures', tensions: 'Tensions', actors: 'Actors' }
const views: Record<string, string> = { timeline: 'The timeline, as on its screen', agenda: 'The agenda, as on its screen', '': 'Every row that has a day or falls due' }

const formats: Format[] = [
  { name: 'csv', title: 'CSV', is: 'a table, for spreadsheets and statistics', of: ['acts', 'statements', 'figures', 'tensions', 'actors', 'timeline', 'agenda'] },
  { name: 'md', title: 'Markdown', is: 'the brief, with the sentences that it stands on', of: [] },
  { name: 'ics', title: 'iCalendar', is: 'what has a day or falls due, for a calendar', of: ['', 'agenda', 'timeline'] },
  { name: 'atom', title: 'Atom', is: 'what changed, as a feed', of: [] },
  { name: 'annotations', title: 'Web Annotations', is: 'rows at their places in the articles (JSON-LD)', of: ['acts', 'statements', 'figures', 'tensions', 'timeline', 'agenda'] },
  { name: 'jsonl', title: 'JSON Lines', is: 'the whole record without loss; demarche import reads it back', of: [], whole: true },
]

/** What the address asks for. */
function choice() {
  const { query } = place.value
  const format = formats.find((f) => f.name === query.get('format')) ?? formats[0]!
  const asked = query.get('kind') ?? query.get('view')
  const what = asked !== null && format.of.includes(asked) ? asked : (format.of[0] ?? '')
  const params = new URLSearchParams({ format: format.name })
  if (what) params.set(what in kinds ? 'kind' : 'view', what)
  if (query.get('bom') === 'true' && format.name === 'csv') params.set('bom', 'true')
  if (!format.whole) for (const n of [...filterNames, ...knowledgeNames]) for (const v of query.getAll(n)) params.append(n, v)
  return { format, what, params }
}

export default function Export() {
  const { format, what, params } = choice()
  const counted = useGet<Count>(path('export/count', params))
  const link = useRef<HTMLAnchorElement>(null)
  useKeys([
    { press: 'd', does: 'download the file', group: 'Export', run: () => link.current?.click() },
    { press: 'c', does: 'copy the command', group: 'Export', run: () => document.querySelector<HTMLElement>('.export-command [data-copy]')?.click() },
  ])
  const set = (changes: Record<string, string>) => go(here(changes), { replace: true })
  const count = counted.state === 'answered' ? counted.answer : counted.state === 'waiting' ? counted.before : undefined
  const command = commandOf(params, count?.filename)
  const feed = format.name === 'ics' && what === 'agenda' ? 'agenda.ics' : format.name === 'atom' ? 'feed.atom' : ''
  const filters = [...params].filter(([n]) => (filterNames as readonly string[]).includes(n))
  const known = params.get('as_known') ?? params.get('as_reported')
  return (
    <div class="export">
      <form class="export-what" onSubmit={(e) => { e.preventDefault(); link.current?.click() }}>
        <fieldset>
          <legend>Format</legend>
          {formats.map((f) => (
            <label class="inline"><input type="radio" name="format" checked={f === format} onChange={() => set({ format: f.name })} /><span>{f.title} <span class="hint">{f.is}</span></span></label>
          ))}
        </fieldset>
        {format.of.length > 0 && (
          <fieldset>
            <legend>What</legend>
            {format.of.map((w) => (
              <label class="inline"><input type="radio" name="what" checked={w === what} onChange={() => set(w in kinds ? { kind: w, view: '' } : { view: w, kind: '' })} /><span>{kinds[w] ?? views[w]}</span></label>
            ))}
          </fieldset>
        )}
        <fieldset>
          <legend>Which rows</legend>
          {format.whole ? <p class="hint">All of them: a record is written whole, and filters mean nothing here.</p> : (
            <>
              <p>{filters.length === 0 ? 'Every row' : <Plain text={filters.map(([n, v]) => `${n.replace('_', ' ')} ${v}`).join(', ')} />} · <button type="button" class="plain" onClick={() => (filtersOpen.value = true)}>filter <kbd>f</kbd></button></p>
              <p>{known ? <>{params.has('as_known') ? 'as known' : 'as reported'} {known}</> : 'as known now'} · <button type="button" class="plain" onClick={() => (knowledgeOpen.value = true)}>as known when <kbd>t</kbd></button></p>
            </>
          )}
        </fieldset>
        {format.name === 'csv' && (
          <fieldset>
            <legend>For Excel</legend>
            <label class="inline"><input type="checkbox" checked={params.has('bom')} onChange={(e) => set({ bom: e.currentTarget.checked ? 'true' : '' })} /><span>begin with the mark by which Excel knows UTF-8</span></label>
          </fieldset>
        )}
      </form>
      <section class="export-file" aria-label="The file">
        {counted.state === 'failed' ? <ProblemNote problem={counted.problem} /> : (
          <div aria-busy={counted.state === 'waiting'}>
            <p class="export-rows" role="status">{count ? `${thousands(count.rows)} ${count.rows === 1 ? 'row' : 'rows'}` : 'Counting …'}</p>
            <p class="export-said">{count && <Plain text={count.said.replace(/: [\d,]+ rows?$/, '')} />}</p>
            <p class="export-actions">
              <a class="button" ref={link} href={`${root}/export?${params.toString()}`} download={count?.filename ?? ''}>Download {count?.filename} <kbd>d</kbd></a>
              {count?.rows === 0 && <span class="hint">The file would have no rows. Fewer filters find more.</span>}
            </p>
          </div>
        )}
        <div class="export-command">
          <h2>The same from the command line</h2>
          <p class="command" tabIndex={0} role="region" aria-label="Command">{command}</p>
          <p><Copy text={command} what="command" /> <kbd>c</kbd> <span class="hint">with --store FILE, unless DEMARCHE_STORE names the record</span></p>
        </div>
        {feed && (
          <div class="export-command">
            <h2>To subscribe to</h2>
            <p class="command" tabIndex={0} role="region" aria-label="Address">{location.origin}{root}/{feed}{subscribed(params)}</p>
            <p><Copy text={`${location.origin}${root}/${feed}${subscribed(params)}`} what="address" /> <span class="hint">Where one has to sign in, the program sends a token as its password: demarche user token NAME.</span></p>
          </div>
        )}
      </section>
    </div>
  )
}

/** The query of a file to be subscribed to: the filters alone. */
function subscribed(params: URLSearchParams): string {
  const q = new URLSearchParams([...params].filter(([n]) => !['format', 'kind', 'view', 'bom'].includes(n))).toString()
  return q && '?' + q
}

/** The flags have the names of the address, with a hyphen for the underscore. */
function commandOf(params: URLSearchParams, file = 'FILE'): string {
  const flags = [...params].map(([n, v]) => (v === 'true' ? `--${n.replace('_', '-')}` : `--${n.replace('_', '-')} ${quoted(v)}`))
  return ['demarche export', ...flags, `-o ${quoted(file)}`].join(' ')
}

const quoted = (s: string) => (/^[\w@%+=:,./-]+$/.test(s) ? s : `'${s.replaceAll("'", `'\\''`)}'`)
