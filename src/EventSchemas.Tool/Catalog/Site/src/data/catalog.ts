/** The data of the page, as docs/tool/catalog.md describes it. A member that isn't known is missing, and so is an empty list. */
export interface Catalog {
  format: number;
  title: string;
  day: string;
  packageVersion?: string;
  totals: Totals;
  events: CatalogEvent[];
  services: Service[];
  conflicts?: Conflict[];
  /** What was seen on the bus and names no event. */
  withoutEvent?: Observation[];
  rules?: Record<string, { title: string; url?: string }>;
  texts: string[];
}

export interface Totals {
  events: number;
  services: number;
  retired: number;
  neverConsumed: number;
  neverPublished: number;
  expiredFlags: number;
  flagsDueSoon: number;
  justifiedBreaks: number;
  expiredBreaks: number;
  personalDataEvents: number;
  personalDataUnknown: number;
  /** Events of which every publisher is switched off. */
  switchedOff: number;
  /** Publishers that no build and no settings explain. */
  seenOnly: number;
  conflicts: number;
  changedLately: number;
}

export type FlagState = 'expired' | 'dueSoon' | 'open' | 'undated';
export type Orphan = 'neverConsumed' | 'neverPublished' | 'switchedOff';
export type Surprise = 'unknownService' | 'notRegistered' | 'switchedOff' | 'otherVersion' | 'unknownSchema' | 'retired' | 'noEventType';
export type Verdict = 'yes' | 'changesMeaning' | 'onRequest' | 'no';
export type Break = 'olderReaders' | 'newerReaders' | 'meaning';

export interface CatalogEvent {
  eventType: string;
  record?: string;
  file?: string;
  line?: number;
  attribute?: string;
  state: 'declared' | 'retired' | 'undeclared';
  role?: 'owner' | 'mirror';
  summary?: string;
  description?: string;
  owner?: string;
  owningService?: string;
  declaredBy?: string[];
  subdomain?: string;
  topic?: string;
  key?: string;
  keyFormat?: string;
  compatibility?: string;
  transports?: string[];
  flag?: { name: string; removeBy?: string; state: FlagState; days?: number };
  stableBecause?: string;
  hasPersonalData: 'yes' | 'no' | 'unknown';
  personalData?: string[];
  retired?: { day?: string; reason?: string; replacedBy?: string };
  orphan?: Orphan;
  changed?: { day: string; days: number; isLately?: boolean };
  fields?: Field[];
  versions?: Version[];
  changes?: Change[];
  comparisons?: Comparison[];
  allowed?: Allowed[];
  justifiedBreaks?: JustifiedBreak[];
  publishers?: Publisher[];
  /** Those of any event too, where their group is known to read its topic. */
  subscribers?: Subscriber[];
  /** Handlers of any event, of which only run time knows whether they read it. */
  possibleSubscribers?: Subscriber[];
  observed?: Observation[];
  examples?: { json?: unknown; code?: string };
  links?: { source?: string; contract?: string };
}

export interface Field {
  name: string;
  path: string;
  depth: number;
  type: string;
  doc?: string;
  default?: string;
  isPersonal?: boolean;
  isKey?: boolean;
  symbols?: string[];
}

export interface Version {
  id: string;
  number?: number;
  sha256?: string;
  fields?: number[];
  schema?: unknown;
  since?: string;
  libraryBelow?: string;
  isCurrent?: boolean;
}

export interface Change {
  text: string;
  breaks?: Break[];
  effects?: Effect[];
  /** The defaults that readers get instead, without an error. */
  instead?: Default[];
}

export interface Default {
  readers: 'olderReaders' | 'newerReaders';
  of: 'value' | 'missingField' | 'unknownSymbol';
  value: string;
}

export interface Effect {
  rule: string;
  breaks?: Break[];
  transport: string;
  levels?: string[];
  /** The justified break of the event that was given for it. */
  justified?: number;
  /** Between versions that aren't neighbours: where the same place changed against a rule. */
  steps?: Step[];
}

export interface Step {
  from: string;
  to: string;
  rule: string;
  levels?: string[];
  justified?: number;
}

export interface Comparison {
  from: string;
  to: string;
  changes?: number[];
}

export type EditKind =
  | 'addField' | 'addFieldWithoutDefault' | 'removeField' | 'renameField' | 'reorderFields'
  | 'makeOptional' | 'makeRequired' | 'changeType' | 'removeBranch' | 'addDefault' | 'removeDefault'
  | 'addSymbol' | 'removeSymbol' | 'addEnumDefault' | 'removeEnumDefault' | 'renameType';

export interface Allowed {
  kind: EditKind;
  edit: number;
  verdict: Verdict;
  rules?: string[];
  why?: number;
  at?: (number | string)[];
}

export interface JustifiedBreak {
  rule: string;
  subject: string;
  expires?: string;
  state: 'holds' | 'dueSoon' | 'expired' | 'unlimited';
  days?: number;
  reason?: string;
  agreedBy?: string;
  /** The versions between which is the change that it was given for. */
  from?: string;
  to?: string;
}

export interface Place {
  file?: string | undefined;
  line?: number | undefined;
  url?: string | undefined;
}

export interface Publisher extends Place {
  service: string;
  version?: string;
  isOlder?: boolean;
  isEnabled?: boolean;
  condition?: string;
  topic?: string;
  key?: string;
  /** The settings that make it a publisher. */
  settings?: { name: string; value: string }[];
  /** It was seen on the bus, and no build and no settings say so. */
  seen?: { messages: number; first?: string; last?: string; why: Surprise[] };
}

export interface Subscriber extends Place {
  service: string;
  version?: string;
  isOlder?: boolean;
  group?: string;
  name?: string;
  kind?: string;
  handler?: string;
  assembly?: string;
}

export interface Observation {
  topic: string;
  version?: string;
  schemaId?: number;
  subject?: string;
  source?: string;
  /** The service that the source names. */
  service?: string;
  why?: Surprise[];
  isReadable?: boolean;
  messages: number;
  first?: string;
  last?: string;
}

export interface Service {
  name: string;
  kind: 'service' | 'library';
  language?: string;
  environment?: string;
  buildDate?: string;
  packageVersion?: string;
  assemblies?: string[];
  declares?: string[];
  publishes?: string[];
  handles?: string[];
  publishesAtRunTime?: boolean;
  handlesAny?: AnyHandler[];
  groups?: Group[];
  versions?: { event: string; version: string; newest?: string; isOlder?: boolean }[];
}

export interface AnyHandler extends Place {
  /** The C# type of an event that no build here declares; a handler of any event has none. */
  record?: string;
  group?: string;
  name?: string;
  handler?: string;
  assembly?: string;
  /** It gets the events of a list only, which only run time knows. */
  hasList?: boolean;
  /** What its group reads for other handlers, and it with them. */
  topics?: string[];
}

export interface Group {
  name: string;
  deadLetterTopic?: string;
  events?: string[];
  handlers?: number;
  handlesAny?: boolean;
}

export interface Conflict {
  kind: string;
  event: string;
  text: string;
  claims?: { service: string; value: string }[];
  /** What breaks for whom. */
  impact?: string;
  /** Who has to do what. */
  actions?: { service: string; text: string }[];
}

export const formatRead = 1;
