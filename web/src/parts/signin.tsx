// Signing in, where the record has users; who is signed in, in the header.

import { useState } from 'preact/hooks'
import type { Problem } from '../api/ask'
import { session, signIn, signOut } from '../session'
import { Plain } from './plain'

export function SignIn() {
  const [problem, fail] = useState<Problem | null>(null)
  const [busy, wait] = useState(false)
  const submit = async (e: Event) => {
    e.preventDefault()
    const form = e.target as HTMLFormElement
    const f = new FormData(form)
    wait(true)
    try {
      await signIn(String(f.get('name') ?? ''), String(f.get('password') ?? ''))
    } catch (p) {
      fail(p as Problem)
      wait(false)
      form.querySelector<HTMLInputElement>('[name=password]')?.select()
    }
  }
  return (
    <main class="signin">
      <form onSubmit={submit} aria-busy={busy}>
        <h1><span class="wordmark">demarche</span> Sign in</h1>
        <label>Name <input name="name" autocomplete="username" autocapitalize="none" spellcheck={false} required autofocus /></label>
        <label>Password, or a token <input name="password" type="password" autocomplete="current-password" required /></label>
        {problem && (
          <div class="problem" role="alert">
            <p><Plain text={problem.detail ?? problem.title} /></p>
            {problem.repair && <p class="repair"><Plain text={problem.repair} /></p>}
          </div>
        )}
        <p class="actions"><button type="submit" class="main" disabled={busy}>Sign in <kbd>enter</kbd></button></p>
        <p class="hint">An admin makes users with <code>demarche user add NAME</code>. Sign-ins are logged; what you decide stands under your name.</p>
      </form>
    </main>
  )
}

/** Who is signed in, with the role. */
export function SessionNote() {
  const { users, name, role } = session.value
  if (!users || !name) return null
  return (
    <p class="session">
      <Plain text={name} /> · {role} <button type="button" class="plain" onClick={() => void signOut()}>sign out</button>
    </p>
  )
}
