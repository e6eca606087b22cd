// What went wrong and what to do about it.

import type { Problem } from '../api/ask'
import { reload } from '../api/ask'
import { Plain } from './plain'

export function ProblemNote({ problem }: { problem: Problem }) {
  return (
    <div class="problem" role="alert">
      <h2>{problem.title}</h2>
      {problem.detail && <p><Plain text={problem.detail} />{problem.where && <> · <code><Plain text={problem.where} /></code></>}</p>}
      {problem.repair && <p class="repair"><Plain text={problem.repair} /></p>}
      {(problem.status === 0 || problem.status >= 500) && <p><button type="button" onClick={reload}>Ask again <kbd>r</kbd></button></p>}
    </div>
  )
}

/** Nothing is there, and what to do about it. */
export function Empty({ children }: { children: preact.ComponentChildren }) {
  return <p class="empty">{children}</p>
}
