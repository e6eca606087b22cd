// Dates of the record (EDTF) as days on a scale.

/** The first and last day that a date may mean; null for an open end. */
export interface Span {
  from: Date | null
  to: Date | null
}

const day = 86_400_000

/** Reads "2022-02-08", "2022-02~", "2022-02-05/06", "../2030"; null where it is no date. */
export function spanOf(edtf: string | null | undefined): Span | null {
  if (!edtf) return null
  const [a = '', b] = edtf.replaceAll(/[~?%]/g, '').split('/')
  if (b === undefined) return one(a)
  const from = a === '..' || a === '' ? null : one(a)
  const to = b === '..' || b === '' ? null : one(b)
  if (!from && !to) return null
  return { from: from?.from ?? null, to: to?.to ?? null }
}

function one(s: string): Span | null {
  const m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(s)
  if (!m) return null
  const [y, mo, d] = [Number(m[1]), m[2] ? Number(m[2]) : 0, m[3] ? Number(m[3]) : 0]
  const from = new Date(Date.UTC(y, mo ? mo - 1 : 0, d || 1))
  const next = d ? new Date(from.getTime() + day) : mo ? new Date(Date.UTC(y, mo, 1)) : new Date(Date.UTC(y + 1, 0, 1))
  return { from, to: new Date(next.getTime() - day) }
}

export const iso = (d: Date): string => d.toISOString().slice(0, 10)
