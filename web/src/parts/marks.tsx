// The status of a row as glyphs. They are drawn, since not every machine has the
// letters; each has its words beside it for those who do not see it.

import type { VNode } from 'preact'

/** What a mark means, in the words of the legend. */
export const legend: Record<string, string> = {
  '●': 'happened',
  '◐': 'under way',
  '○': 'planned',
  '◇': 'proposed',
  '⟂': 'possible or conditional',
  '❝': 'claimed',
  '⊘': 'denied or negated',
  '⇄': 'disputed',
}

export const drawn: Record<string, VNode> = {
  '●': <circle cx="8" cy="8" r="5" fill="currentColor" />,
  '◐': <><circle cx="8" cy="8" r="4.5" class="stroke" /><path d="M8 3.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" /></>,
  '○': <circle cx="8" cy="8" r="4.5" class="stroke" />,
  '◇': <path d="M8 2.6 13.4 8 8 13.4 2.6 8z" class="stroke" />,
  '⟂': <path d="M8 3v9.5M2.8 12.5h10.4" class="stroke" />,
  '❝': <path d="M7 4.2C4.6 5 3.2 6.8 3.2 9.1c0 1.7 1 2.7 2.2 2.7 1.1 0 1.9-.8 1.9-1.9 0-1-.7-1.8-1.7-1.8-.2 0-.4 0-.5.1.2-1.2 1-2.2 2.4-2.9zm6 0c-2.4.8-3.8 2.6-3.8 4.9 0 1.7 1 2.7 2.2 2.7 1.1 0 1.9-.8 1.9-1.9 0-1-.7-1.8-1.7-1.8-.2 0-.4 0-.5.1.2-1.2 1-2.2 2.4-2.9z" fill="currentColor" />,
  '⊘': <><circle cx="8" cy="8" r="4.7" class="stroke" /><path d="m4.7 11.3 6.6-6.6" class="stroke" /></>,
  '⇄': <path d="M3 5.5h9.5M10 3l2.7 2.5L10 8M13 10.5H3.5M6 8l-2.7 2.5L6 13" class="stroke" />,
}

/** The marks in words: "claimed, planned". */
export const meaning = (marks: string): string => [...marks].map((m) => legend[m] ?? m).join(', ')

/** A row as a screen reader calls it: its status before all else. */
export const spoken = (row: { marks: string; date: string; line: string }): string => [meaning(row.marks), row.date].filter(Boolean).join(', ') + ': ' + row.line

/** The marks of a row, "❝○", with their meaning: "claimed, planned". */
export function Marks({ marks }: { marks: string }) {
  const all = [...marks]
  const means = meaning(marks)
  return (
    <span class="marks" title={means}>
      {all.map((m) => (drawn[m] ? <svg viewBox="0 0 16 16" aria-hidden="true">{drawn[m]}</svg> : <span aria-hidden="true">{m}</span>))}
      <span class="aside">{means}: </span>
    </span>
  )
}

/** What the marks mean, in a line. */
export function Legend() {
  return (
    <ul class="legend">
      {Object.entries(legend).map(([m, means]) => (
        <li>
          <svg viewBox="0 0 16 16" aria-hidden="true">{drawn[m]}</svg> {means}
        </li>
      ))}
    </ul>
  )
}
