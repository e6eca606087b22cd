// A row: its date with where that comes from, its status, one sentence with the
// speaker in it, the words it stands on, and the way to them.

import type { ComponentChildren } from 'preact'
import type { Item } from '../api/types'
import { isShown, know, openSentence } from './evidence'
import { Line } from './line'
import { Marks, spoken } from './marks'
import { Plain } from './plain'
import { Sides } from './sides'

interface Props {
  item: Item
  tags?: ComponentChildren // before the sentence: <Tag>overdue</Tag>
  children?: ComponentChildren // below it
  quiet?: boolean // without words and notes: a row under another
}

export function Row({ item, tags, children, quiet }: Props) {
  know(item)
  const two = item.kind === 'tension' && item.sides?.length === 2
  const notes = [...item.notes.filter((n) => n !== basis(item)), ...item.standing]
  return (
    <article
      class={'row ' + look(item)}
      tabIndex={-1}
      data-row={item.id}
      aria-current={isShown(item.id) ? 'true' : undefined}
      aria-label={spoken(item)}
    >
      <When item={item} />
      <Marks marks={item.marks} />
      <div class="row-body">
        <p class="row-line">
          {tags}
          {two ? against(item) : <Line line={item.line} names={namesOf(item)} />}
          {quiet && item.sources.length > 0 && <> <Evidence item={item} /></>}
        </p>
        {two && <Sides sides={item.sides!} />}
        {!quiet && item.kind !== 'tension' && (
          <p class="row-words">
            {item.words.length > 0 && <q><Plain text={item.words.join(' … ')} /></q>} <Evidence item={item} />
          </p>
        )}
        {!quiet && notes.length > 0 && <p class="row-notes">{notes.map((n) => <span><Plain text={n} /></span>)}</p>}
        {children}
      </div>
    </article>
  )
}

/** Opens the sentence that a row stands on. It is labelled with the outlet and the day. */
export function Evidence({ item }: { item: Item }) {
  const best = item.sources[0]
  if (!best) return null
  const outlet = [best.source ?? 'outlet not stated', best.published].filter(Boolean).join(', ')
  return (
    <button type="button" class="evidence" aria-expanded={isShown(item.id)} onClick={(e) => openSentence(item.id, { from: e.currentTarget, enter: true })}>
      <span class="aside">the sentence in </span>
      <Plain text={outlet} />
      {item.sources.length > 1 && <span class="also"> +{item.sources.length - 1}</span>}
    </button>
  )
}

/** A word about a row that stands before its sentence. */
export function Tag({ children, kind = '' }: { children: ComponentChildren; kind?: '' | 'late' | 'new' }) {
  return <span class={'tag ' + kind}>{children} </span>
}

/** The date column: the day, and the words it was computed from. */
export function When({ item }: { item: Pick<Item, 'date'> & Partial<Pick<Item, 'happens' | 'said'>> }) {
  const [, how = '', day = ''] = /^(reported|about|by|from|before|after|between)? ?(.*)$/s.exec(item.date) ?? []
  const d = item.happens ?? item.said
  const derived = how !== 'reported' && d && d.basis !== 'read' && d.text
  return (
    <div class="when">
      {how && <span class="how">{how} </span>}
      <span class="day">{day || (how ? '' : 'no day stated')}</span>
      {derived && <span class="basis" title={`the day is ${d.basis}`}>“<Plain text={d.text!} />”</span>}
    </div>
  )
}

/** The note that the date column says already. */
const basis = (item: Item) => {
  const d = item.happens ?? item.said
  return d?.text ? `date ${d.basis} from “${d.text.split(/\s+/).join(' ')}”` : ''
}

/** What two rows are to each other: "Denied". */
const against = (item: Item) => {
  const word = item.line.split(':')[0]!
  return <span class="against">{word.charAt(0).toUpperCase() + word.slice(1)}</span>
}

/** How a row looks: a claim never like a fact. */
function look(item: Item): string {
  const claimed = item.marks.includes('❝') ? ' claimed' : ''
  if (item.kind === 'tension') return 'tense'
  if (item.marks.includes('⊘')) return 'negated' + claimed
  if (item.marks.includes('⟂')) return 'possible' + claimed
  if (item.marks.includes('◇')) return 'proposed' + claimed
  if (item.marks.includes('○')) return 'planned' + claimed
  return 'fact' + claimed
}

const namesOf = (item: Item) => [item, ...(item.sides ?? [])].flatMap((i) => [...i.who, ...i.whom, ...(i.about ?? []), ...i.by])
