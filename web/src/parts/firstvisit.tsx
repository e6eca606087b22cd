// An empty record explains itself on one screen, and offers the demo.

import { useState } from 'preact/hooks'
import { reload, type Problem } from '../api/ask'
import { addDemo } from '../api/write'
import { announce } from '../live'
import { count, may } from '../session'
import { go, to } from '../url'
import { changes } from './changes'
import { Legend } from './marks'
import { ProblemNote } from './problem'

const dispatches = 44

export function FirstVisit() {
  const [reading, tell] = useState<number | null>(null)
  const [problem, fail] = useState<Problem | null>(null)
  const begin = async () => {
    tell(0)
    fail(null)
    try {
      await addDemo((a) => {
        if (a.reading) tell(a.reading)
        else if (a.outcome) tell(dispatches)
      })
      announce('The demo record is there')
      changes.value = 0
      reload()
      // The dispatches end in 2022; the brief is read on the day they are densest about.
      go(to('brief', '', { on: '2022-02-08' }))
      await count()
    } catch (p) {
      fail(p as Problem)
      tell(null)
      await count()
    }
  }
  return (
    <article class="first-visit">
      <h2>The record is empty</h2>
      <p class="lead">
        demarche reads the news of a crisis and keeps its record: who met whom and who is going to, who said what in which words, who proposed, promised,
        threatened or refused what, on which condition and until when. Every row points at the words that say it. Nothing leaves this machine.
      </p>
      <ol class="ways">
        <li>
          <h3>Look at the demo</h3>
          <p>{dispatches} dispatches written for this program about the diplomacy around Ukraine, January to March 2022; the outlets do not exist. They become the record in a few seconds.</p>
          {reading === null ? (
            <p>{may('analyst') ? <button type="button" class="main" data-first onClick={() => void begin()}>Begin with the demo</button> : 'It takes the role analyst to begin it.'}</p>
          ) : (
            <p role="status">
              <progress aria-label="Reading the demo" max={dispatches} value={reading} /> {reading < dispatches ? `reading dispatch ${reading + 1} of ${dispatches}` : 'putting them together …'}
            </p>
          )}
          {problem && <ProblemNote problem={problem} />}
        </li>
        <li>
          <h3>Add your own articles</h3>
          <p>Drop files anywhere on this page, paste a text, or open <a href={to('add')}>Add</a> <kbd>g</kbd><kbd>d</kbd>. Text, Markdown, HTML pages as a browser saves them; JSON and JSON Lines.</p>
        </li>
        <li>
          <h3>Then read</h3>
          <p>The brief says what changed and where things stand. <kbd>j</kbd> <kbd>k</kbd> move, <kbd>space</kbd> shows the sentence of a row, <kbd>t</kbd> asks what was known on a day, <kbd>?</kbd> lists the keys. What the program read wrongly, you put right under <a href={to('review')}>Review</a>; your word stands.</p>
        </li>
      </ol>
      <h3>The marks before each row</h3>
      <Legend />
    </article>
  )
}
