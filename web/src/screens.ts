// The screens, in the order in which they are read. One file each; a screen is a
// component without properties, which reads the address (url.ts).

import type { ComponentType } from 'preact'

export interface Screen {
  name: string // of the path
  title: string
  key: string // after g; "" for those that need a subject
  doc: string
  group: 'read' | 'work' | 'of'
  load: () => Promise<{ default: ComponentType }>
}

export const screens: Screen[] = [
  { name: 'brief', title: 'Brief', key: 'b', group: 'read', doc: 'What changed, and where things stand', load: () => import('./screens/brief') },
  { name: 'timeline', title: 'Timeline', key: 't', group: 'read', doc: 'What happened and is to come, by day', load: () => import('./screens/timeline') },
  { name: 'agenda', title: 'Agenda', key: 'a', group: 'read', doc: 'What is to come', load: () => import('./screens/agenda') },
  { name: 'contacts', title: 'Contacts', key: 'c', group: 'read', doc: 'Who met whom', load: () => import('./screens/contacts') },
  { name: 'commitments', title: 'Commitments', key: 'o', group: 'read', doc: 'Who bound himself to what', load: () => import('./screens/commitments') },
  { name: 'positions', title: 'Positions', key: 'p', group: 'read', doc: 'Where each stands on each issue', load: () => import('./screens/positions') },
  { name: 'figures', title: 'Figures', key: 'f', group: 'read', doc: 'Who counts what', load: () => import('./screens/figures') },
  { name: 'statements', title: 'Statements', key: 's', group: 'read', doc: 'Who said something in these words', load: () => import('./screens/statements') },
  { name: 'tensions', title: 'Tensions', key: 'x', group: 'read', doc: 'Who contradicts whom', load: () => import('./screens/tensions') },
  { name: 'actors', title: 'Actors', key: 'w', group: 'read', doc: 'Who is in the record', load: () => import('./screens/actors') },
  { name: 'review', title: 'Review', key: 'r', group: 'work', doc: 'One row at a time, beside its article', load: () => import('./screens/review') },
  { name: 'add', title: 'Add', key: 'd', group: 'work', doc: 'Articles into the record', load: () => import('./screens/add') },
  { name: 'export', title: 'Export', key: 'e', group: 'work', doc: 'Rows as files for others', load: () => import('./screens/export') },
  { name: 'search', title: 'Search', key: '', group: 'of', doc: 'Where words stand', load: () => import('./screens/search') },
  { name: 'article', title: 'Article', key: '', group: 'of', doc: 'A text with its rows', load: () => import('./screens/article') },
  { name: 'actor', title: 'Actor', key: '', group: 'of', doc: 'What the record has of one actor', load: () => import('./screens/actor') },
]

export const screenOf = (name: string): Screen | undefined => screens.find((s) => s.name === name)
