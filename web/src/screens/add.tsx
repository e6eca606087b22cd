// Add: files, a text, or a link; what becomes of each article as it becomes of it.

import { useRef, useState } from 'preact/hooks'
import { useGet, path } from '../api/ask'
import type { Added, ArticleAnswer } from '../api/types'
import { useKeys } from '../keys'
import { Arrived } from '../parts/answered'
import { Marks } from '../parts/marks'
import { Plain } from '../parts/plain'
import { Empty, ProblemNote } from '../parts/problem'
import { may, stat } from '../session'
import { to } from '../url'
import { again, draft, parcels, sendFiles, sendLink, sendText, type Parcel } from './add/parcels'

export default function Add() {
  if (!may('analyst')) return <Empty>Your role reads the record; adding articles takes the role analyst.</Empty>
  return (
    <>
      <div class="add">
        <Files />
        <Text />
      </div>
      <section class="parcels" aria-label="What became of it" aria-live="polite">
        {parcels.value.length === 0 && <Empty>What is read shows here, article by article. An article that is there already is recognised; a reprint counts as a copy; a corrected version replaces the earlier one.</Empty>}
        {parcels.value.map((p) => <Sent key={p.id} p={p} />)}
      </section>
    </>
  )
}

function Files() {
  const input = useRef<HTMLInputElement>(null)
  const [source, from] = useState('')
  const [date, on] = useState('')
  const [link, follow] = useState(draft.value.link)
  useKeys([{ press: 'o', does: 'choose files', group: 'Add', run: () => input.current?.click() }])
  const about = { source: source.trim(), date: date.trim() }
  const fetches = stat.value?.fetch
  return (
    <section aria-label="Files and links">
      <h2>Files</h2>
      <div class="drop">
        <p>Drop files anywhere on this page, or</p>
        <p><button type="button" class="main" onClick={() => input.current?.click()}>choose files <kbd>o</kbd></button></p>
        <p class="hint">text, Markdown, HTML, JSON, JSON Lines; many at once</p>
        <input ref={input} class="aside" type="file" multiple tabIndex={-1} aria-label="Files" onChange={(e) => {
          sendFiles([...e.currentTarget.files!], about)
          e.currentTarget.value = ''
        }} />
      </div>
      <div class="two">
        <label>Outlet, if the files do not say it <input value={source} autocomplete="off" onInput={(e) => from(e.currentTarget.value)} /></label>
        <label>Published, if they do not say it <input value={date} placeholder="2022-02-08" pattern="\d{4}-\d\d-\d\d" autocomplete="off" onInput={(e) => on(e.currentTarget.value)} /></label>
      </div>
      <h2>A link</h2>
      <form onSubmit={(e) => { e.preventDefault(); if (link.trim()) void sendLink(link.trim(), {}).then((ok) => ok && follow('')) }}>
        <label>Address of an article <input type="url" value={link} placeholder="https://" autocomplete="off" onInput={(e) => follow(e.currentTarget.value)} /></label>
        {fetches === false && <p class="hint">This program makes no requests to the network. To let it follow links, start it with <code>demarche serve --fetch</code>; or open the page and paste its text.</p>}
        <p class="actions"><button type="submit" disabled={!link.trim()}>Add the page <kbd>enter</kbd></button></p>
      </form>
    </section>
  )
}

function Text() {
  const d = draft.value
  const set = (change: Partial<typeof d>) => (draft.value = { ...draft.peek(), ...change })
  const submit = (e: Event) => {
    e.preventDefault()
    const { text, title, source, date, url } = draft.peek()
    if (!text.trim()) return
    // The text stays here until it is safely in the record.
    void sendText(text, { title, source, date, url }).then((ok) => {
      if (ok && draft.peek().text === text) draft.value = { text: '', link: '' }
    })
  }
  const field = (name: 'title' | 'source' | 'date' | 'url', label: string, more = {}) => (
    <label>{label} <input name={name} value={d[name] ?? ''} autocomplete="off" onInput={(e) => set({ [name]: e.currentTarget.value })} {...more} /></label>
  )
  return (
    <section aria-label="A text">
      <h2>A text</h2>
      <form onSubmit={submit}>
        <label>Text of the article
          <textarea name="text" value={d.text} placeholder="Paste it here, or anywhere on a page of the desk" onInput={(e) => set({ text: e.currentTarget.value })}
            onKeyDown={(e) => e.key === 'Enter' && (e.ctrlKey || e.metaKey) && e.currentTarget.form!.requestSubmit()} />
        </label>
        {field('title', 'Title')}
        <div class="two">
          {field('source', 'Outlet')}
          {field('date', 'Published', { placeholder: '2022-02-08', pattern: '\\d{4}-\\d\\d-\\d\\d', title: 'a day: 2022-02-08' })}
        </div>
        {field('url', 'Address', { type: 'url', placeholder: 'https://' })}
        {d.text.trim() !== '' && !d.date && <p class="hint">Without the day of publication, words like “on Tuesday” stay without a date.</p>}
        <p class="actions"><button type="submit" class="main" disabled={!d.text.trim()}>Add the text <kbd>ctrl</kbd><kbd>enter</kbd></button></p>
      </form>
    </section>
  )
}

/** What was sent, with what became of each article. */
function Sent({ p }: { p: Parcel }) {
  const done = p.state === 'done'
  const reading = p.state === 'sending' && p.reading
  const left = p.came.filter((a) => a.problem).length
  const all = p.came.length > 200 && !p.came.slice(200).some((a) => a.problem) ? p.came.slice(0, 200) : p.came
  return (
    <article class="parcel" aria-busy={p.state === 'sending'}>
      <h2>
        <Plain text={p.name} />
        <span class="also">
          {p.state === 'waiting' && 'waits for the one before'}
          {p.state === 'sending' && (reading ? <>reading article {p.reading!.reading}{p.reading!.file && p.files.length > 1 && <> · <Plain text={p.reading!.file} /></>} · {p.came.length} done</> : 'sending …')}
          {done && <Plain text={p.said ?? 'done'} />}
          {p.state === 'sending' && left > 0 && ` · ${left} could not be read`}
        </span>
        {done && p.came.some((a) => a.outcome?.new) && <a href={to('review')}>review the new rows</a>}
      </h2>
      {p.state === 'sending' && <progress aria-label={`reading ${p.name}`} max={p.files.length > 1 ? p.files.length : undefined} value={p.files.length > 1 ? Math.min(p.came.length, p.files.length) : undefined} />}
      {p.problem && <ProblemNote problem={p.problem} />}
      {(p.state === 'failed' || (done && left > 0 && left === p.came.length)) && <p><button type="button" onClick={() => again(p.id)}>Send it again</button> <span class="hint">What is in the record already is recognised.</span></p>}
      <ol>
        {all.map((a) => <Came a={a} open={p.came.length === 1} />)}
      </ol>
      {all.length < p.came.length && <p class="hint">and {p.came.length - all.length} more, all of them read</p>}
    </article>
  )
}

/** What became of one article. */
function Came({ a, open }: { a: Added; open: boolean }) {
  const o = a.outcome
  const [shown, show] = useState(open && !!o && !o.known)
  return (
    <li>
      <div class="came">
        <span class="also"><Plain text={a.file && a.file !== '-' ? a.file : ''} /></span>
        {o ? <a href={to('article', o.key)}><Plain text={a.title || 'Untitled'} /></a> : <span><Plain text={a.title || a.article || ''} /></span>}
        {o && (
          <span>
            {o.known ? 'in the record already' : o.outdated ? 'a later version is there already' : <>{o.rows} {o.rows === 1 ? 'row' : 'rows'}, {o.new} new{o.joined > 0 && `, ${o.joined} told before`}</>}
            {o.copy_of && <> · <a href={to('article', o.copy_of)}>a reprint</a></>}
            {o.corrects && <> · corrects <a href={to('article', o.corrects)}>an earlier version</a></>}
            {!o.known && o.rows > 0 && <> <button type="button" class="plain" aria-expanded={shown} onClick={() => show(!shown)}>{shown ? 'hide the rows' : 'rows'}</button></>}
          </span>
        )}
        {a.problem && <span class="bad"><Plain text={a.problem.detail ?? a.problem.title} />{a.problem.repair && <span class="repair"><Plain text={a.problem.repair} /></span>}</span>}
      </div>
      {shown && o && <NewRows of={o.key} />}
    </li>
  )
}

/** The rows of an article that has just come. */
function NewRows({ of }: { of: string }) {
  const article = useGet<ArticleAnswer>(path('article', new URLSearchParams(), of))
  return (
    <Arrived asked={article}>
      {(a) => (
        <ol class="new-rows">
          {a.sentences.flatMap((s) => s.rows).map((m) => <li><Marks marks={m.marks} /><a href={to('article', of, { row: m.id })}><Plain text={m.line} /></a> <span class="also">{m.date}</span></li>)}
        </ol>
      )}
    </Arrived>
  )
}
