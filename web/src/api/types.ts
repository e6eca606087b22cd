// Written by web/build/types from the Go types of the answers; do not edit, run make web.

/** The answer to each question. */
export interface Answers {
  brief: BriefAnswer
  timeline: TimelineAnswer
  agenda: AgendaAnswer
  contacts: ContactsAnswer
  commitments: CommitmentsAnswer
  positions: PositionsAnswer
  figures: FiguresAnswer
  statements: StatementsAnswer
  tensions: TensionsAnswer
  actor: ActorAnswer
  article: ArticleAnswer
  why: WhyAnswer
  search: SearchAnswer
  review: ReviewAnswer
  articles: ArticlesAnswer
  sources: OutletsAnswer
  actors: ActorsAnswer
  decisions: DecisionsAnswer
}

export const actTypes = ['meet', 'visit', 'call', 'press', 'agree', 'support', 'cooperate', 'aid', 'concede', 'withdraw', 'investigate', 'mobilize', 'sanction', 'coerce', 'attack', 'protest', 'decide', 'other'] as const
export type ActType = (typeof actTypes)[number]

export interface Actor extends Omit<Party, 'aliases'> {
  aliases: Alias[]
  offices: Office[]
  counts: Record<string, number>
  first: string | null
  last: string | null
  same?: string[]
}

export interface ActorAnswer extends Head {
  actor: Actor
  acts: Item[]
  statements: Item[]
  commitments: Commitment[]
  tensions: Tension[]
  figures: Item[]
  decisions: Decision[]
}

export interface ActorsAnswer extends Omit<Head, 'actors'> {
  actors: Actor[]
}

export interface Added {
  file?: string
  reading?: number
  article?: string
  title?: string
  outcome?: Outcome
  problem?: Problem
  tally?: Tally
  said?: string
}

export interface AgendaAnswer extends Head {
  from: string
  upcoming: Appointment[]
  undated: Appointment[]
  off: Appointment[]
  no_report: Appointment[]
}

export interface Alias {
  name: string
  count: number
  off?: boolean
}

export interface Appointment extends Item {
  from: string
  to: string
  due?: boolean
  announced_by: string
  announced: string | null
  last_confirmed: string | null
  moved: string[]
  perhaps?: Item
}

export interface ArticleAnswer extends Head {
  article: ArticleHead
  sentences: Sentence[]
  bare: number
  folded: number
}

export interface ArticleHead extends Source {
  sha256: string
  captured: string
  copy_of?: string
  superseded_by?: string
  forgotten?: string
  engine: Engine
  copies: Source[]
}

export interface ArticlesAnswer extends Head {
  articles: ListedArticle[]
}

export interface BriefAnswer extends Head {
  since: string
  by_reporting: boolean
  counts: Record<string, number>
  tiles: Tiles
  changes: Change[]
  ours: Change[]
  week: Appointment[]
  commitments: Commitment[]
  conditions: Commitment[]
  tensions: Tension[]
  not_known: Gap[]
  left: Record<string, number>
}

export interface Card extends Item {
  context: string
  cite: string
}

export interface Change extends Item {
  change: ChangeKind
  before: string
  causes: string[]
  below?: string[]
}

export const changeKinds = ['new', 'status moved', 'date moved', 'restated', 'hardened', 'softened', 'contradicted', 'number moved', 'overdue', 'reported again', 'corrected by the outlet', 'read again', 'decided', 'forgotten'] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface Commitment extends Item {
  life: string
  said_times: number
  trend: string
  since: string | null
  deadline: Day | null
  condition: string[]
  meaning: string[]
  wordings: Item[]
  because: Item | null
  suggested: Suggestion | null
}

export interface CommitmentsAnswer extends Head {
  commitments: Commitment[]
}

export interface Contact {
  a: Name
  b: Name
  done: number
  planned: number
  calls: number
  refused: number
}

export interface ContactsAnswer extends Head {
  among: Name[]
  pairs: Contact[]
  list: Item[]
}

export interface Count {
  rows: number
  said: string
  filename: string
}

export interface Day {
  edtf: string
  text?: string
  span?: [number, number]
  basis: string
}

export interface Decided extends Decision {
  undone?: boolean
}

export interface Decision {
  seq: number
  recorded: string
  by: string
  kind: string
  target: string
  value?: unknown
  reason?: string
  evidence?: string
  prev: string
  hash: string
}

export interface DecisionsAnswer extends Head {
  decisions: Decided[]
  total: number
  whole: boolean
  broken?: string
  last: string
}

export interface DemarcheChange {
  seq: number
  recorded: string
  kind: string
  cause: string
  row: string
  entry?: string
  series?: string
  article?: string
  decision?: number
}

export interface Engine {
  version: string
  mode: string
  rules: string
  weights: string
}

export interface FigureSeries {
  id: string
  unit: string
  of: Name[]
  place: string
  points: Item[]
}

export interface FiguresAnswer extends Head {
  series: FigureSeries[]
}

export const forces = ['state', 'admit', 'deny', 'pledge', 'threaten', 'warn', 'propose', 'demand', 'refuse', 'criticise', 'support'] as const
export type Force = (typeof forces)[number]

export interface Gap {
  what: string
  rows: string[]
  said: string
}

export const grounds = ['now', 'recorded', 'reported'] as const
export type Ground = (typeof grounds)[number]

export interface Head {
  question: string
  filter: string[]
  today: string
  known: Knowledge
  as_known: string
  version: string
  count: number
  more: number
  more_open?: boolean
  next?: string
  notes: string[]
  seen: number
  actors: Name[]
}

export interface Hit extends Source {
  snippet: string
}

export interface Item extends Row {
  kind: RowKind
  type: string
  subtype: string | null
  status?: Status
  who: Name[]
  whom: Name[]
  about?: Name[]
  by: Name[]
  place: Place | null
  happens: Day | null
  said: Day | null
  reported: [string | null, string | null]
  recorded: [string, string]
  mode?: string
  hangs?: string[]
  defined?: string[]
  low?: number
  high?: number
  bound?: string
  unit?: string
  series?: string
  issues: string[]
  articles: number
  origins: number
  review: string
  rating?: Rating
  credibility?: number
  edited?: string[]
  standing: string[]
  sources: Source[]
  printed?: string[]
  sides?: Item[]
}

export interface Knowledge {
  by: Ground
  at: string
}

export interface Lane {
  name: string
  items: Item[]
}

export interface ListedArticle extends Source {
  captured: string
  copy_of?: string
  superseded_by?: string
  forgotten?: string
}

export interface Margin extends Row {
  local: string
  entry: string
  review: string
  others: number
  places: Stretch[]
}

export interface Name {
  id: string
  name: string
  country: string | null
  unnamed?: boolean
}

export interface Office {
  title: string
  first: string | null
  last: string | null
}

export interface Outcome {
  key: string
  known?: boolean
  copy_of?: string
  copies?: number
  corrects?: string
  outdated?: boolean
  rows: number
  new: number
  joined: number
}

export interface Outlet extends StoreOutlet {
  reliability?: string
}

export interface OutletsAnswer extends Head {
  outlets: Outlet[]
}

export interface Party {
  id: string
  name: string
  kind: string
  country: string | null
  unnamed?: boolean
  roles?: string[]
  aliases?: string[]
}

export interface Place {
  name: string
  country: string | null
  lat?: number
  lon?: number
  precision: string
  basis: string
}

export interface Position {
  actor: Name
  issue: string
  stance: Item | null
}

export interface PositionsAnswer extends Head {
  among: Name[]
  issues: string[]
  positions: Position[]
}

export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  code: string
  where?: string
  repair?: string
  decisions?: Decision[]
}

export interface Rating {
  life: string
  by: string
  at: string
  reason: string
  evidence?: string
}

export interface ReviewAnswer extends Head {
  rows: Item[]
}

export interface Row {
  id: string
  marks: string
  date: string
  line: string
  words: string[]
  notes: string[]
  key: boolean
}

export const rowKinds = ['act', 'statement', 'figure', 'tension'] as const
export type RowKind = (typeof rowKinds)[number]

export interface SearchAnswer extends Head {
  articles: Hit[]
  statements: Item[]
}

export interface Sentence {
  text: string
  at: number
  raw?: string
  opens?: boolean
  bare: boolean
  rows: Margin[]
  folded: number
}

export interface Session {
  users: boolean
  name?: string
  role?: string
}

export interface Source {
  article: string
  key: string
  title: string
  source: string | null
  published: string | null
  url: string | null
  reliability?: string
  words: string[]
  row: string
  copy?: boolean
}

export interface Stat extends StoreStat {
  version: string
  today: string
  now: string
  fetch: boolean
}

export interface StatementsAnswer extends Head {
  statements: Card[]
}

export const statuses = ['happened', 'ongoing', 'planned', 'proposed', 'possible', 'negated'] as const
export type Status = (typeof statuses)[number]

export interface StoreOutlet {
  name: string | null
  articles: number
  first: string | null
  last: string | null
}

export interface StoreStat {
  articles: number
  copies: number
  forgotten: number
  rows: number
  entries: Record<string, number>
  actors: number
  changes: number
  decisions: number
  began: string
  latest: string
  schema: number
}

export interface Stretch {
  sentence: number
  from: number
  to: number
}

export interface Suggestion {
  life: string
  why: string
  row: string
  item: Item | null
}

export interface Tally {
  added: number
  known: number
  copies: number
  corrections: number
  outdated: number
  failed: number
  rows: number
  new: number
  joined: number
}

export interface Telling extends Row {
  source: Source
  local: string
  rule: string
  confidence: number
  engine: Engine
  recorded: string
}

export interface Tension extends Item {
  open: boolean
  settled_by: string
}

export interface TensionsAnswer extends Head {
  tensions: Tension[]
}

export interface Tiles {
  week: number
  commitments: number
  conditions: number
  tensions: number
  unreviewed: number
  at_least: boolean
}

export interface TimelineAnswer extends Head {
  from: string
  to: string
  by: string
  days: TimelineDay[]
}

export interface TimelineDay {
  day: string
  ahead: boolean
  lanes: Lane[]
  more: number
}

export interface WhyAnswer extends Head {
  entry: Item | null
  tellings: Telling[]
  changes: DemarcheChange[]
  decisions: Decision[]
  could_meet: Item[]
}

export interface WireDecided {
  decision: Decision
  moved: number
  seen: number
}

export interface WireDecision {
  kind: string
  target?: string
  value?: unknown
  reason?: string
  evidence?: string
  by?: string
  seen?: number
}
