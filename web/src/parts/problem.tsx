// What went wrong and what to do about it.

import type { ComponentChildren } from 'preact'
import type { Problem } from '../api/ask'
import { reload } from '../api/ask'
import { here, place } from '../url'
import { Plain } from './plain'

export function ProblemNote({ problem }: { problem: Problem }) {
  return (
    <div class="problem" role="alert">
      <h2>{problem.title}</h2>
      {problem.detail && <p><Plain text={problem.detail} />{problem.where && <> · <code><Plain text={problem.where} /></code></>}</p>}
      {problem.repair && <p class="repair"><Repair problem={problem} text={problem.repair} /></p>}
      {(problem.status === 0 || problem.status >= 500) && <p><button type="button" onClick={reload}>Ask again <kbd>r</kbd></button></p>}
    </div>
  )
}

/** What to do. Where it names what was perhaps meant, each name is a link that asks for it. */
function Repair({ problem, text }: { problem: Problem; text: string }) {
  const { query } = place.value
  const field = [...query].find(([, value]) => value && problem.detail?.includes(value))
  if (!field) return <Plain text={text} />
  const [name, value] = field
  const link = (said: string, put: string) => (
    <a href={here({ [name]: query.getAll(name).flatMap((v) => (v.includes(value) ? [v.replace(value, put)] : [v])) })}><Plain text={said} /></a>
  )
  const near = /^nearest: (.*)$/s.exec(text)
  if (near) return <>Perhaps {near[1]!.split(', ').map((n, i) => <>{i > 0 && ', '}{link(n, n)}</>)}?</>
  // "Anna Smirnova  person:anna-smirnova:RUS", a line each.
  return <>{text.split('\n').map((line) => {
    const actor = /^\s+(.+?) {2}(\S+:\S+)$/.exec(line)
    return <span class="line">{actor ? link(actor[1]!, actor[2]!) : <Plain text={line} />}</span>
  })}</>
}

/** Nothing is there, and what to do about it. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>
}
