import type { AnyHandler, Catalog, CatalogEvent, Conflict, JustifiedBreak, Publisher, Service, Subscriber, Version } from './catalog';

/** The catalogue with its look-ups. */
export interface CatalogIndex {
  catalog: Catalog;
  events: Map<string, CatalogEvent>;
  services: Map<string, Service>;
  topics: Map<string, CatalogEvent[]>;
  owners: Map<string, CatalogEvent[]>;
  flags: Map<string, CatalogEvent[]>;
  subdomains: Map<string, CatalogEvent[]>;
  /** The events that changed against a rule, or justify that. */
  rules: Map<string, CatalogEvent[]>;
  conflicts: Map<string, Conflict[]>;
  /** Who was seen on the bus without a build or settings that say so. */
  sources: Map<string, CatalogEvent[]>;
}

export function indexOf(catalog: Catalog): CatalogIndex {
  return {
    catalog,
    events: new Map(catalog.events.map(event => [event.eventType, event])),
    services: new Map(catalog.services.map(service => [service.name, service])),
    topics: sorted(groupedByEach(catalog.events, topicsOf)),
    owners: sorted(grouped(catalog.events, event => event.owner)),
    flags: sorted(grouped(catalog.events, event => event.flag?.name)),
    subdomains: sorted(grouped(catalog.events, event => event.subdomain)),
    rules: sorted(groupedByEach(catalog.events, rulesOf)),
    conflicts: grouped(catalog.conflicts ?? [], conflict => conflict.event),
    sources: sorted(groupedByEach(catalog.events, event => servicesOf(seenOnlyIn(event)))),
  };
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  return groupedByEach(items, item => {
    const key = keyOf(item);
    return key === undefined ? [] : [key];
  });
}

export function groupedByEach<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) {
        group.push(item);
      } else {
        groups.set(key, [item]);
      }
    }
  }
  return groups;
}

function sorted<T>(groups: Map<string, T>): Map<string, T> {
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b, 'en')));
}

/** The C# name without its namespace; what no build declares has only its event type. */
export function titleOf(event: CatalogEvent): string {
  return event.record?.split(/[.+]/).at(-1) ?? event.eventType;
}

/** The publishers that no build and no settings explain. */
export function seenOnlyIn(event: CatalogEvent): Publisher[] {
  return (event.publishers ?? []).filter(publisher => publisher.seen);
}

/** Of a service only what it still sends: a setting can switch a publisher off. */
export function sendersOf(event: CatalogEvent): Publisher[] {
  return (event.publishers ?? []).filter(publisher => publisher.isEnabled !== false);
}

export function switchedOffIn(event: CatalogEvent): string[] {
  const registered = (event.publishers ?? []).filter(publisher => !publisher.seen);
  const sending = servicesOf(registered.filter(publisher => publisher.isEnabled !== false));
  return servicesOf(registered).filter(service => !sending.includes(service));
}

export function isOfAny(subscriber: Subscriber): boolean {
  return subscriber.kind === 'any';
}

/** Somebody sends it, and only handlers of any event read it. */
export function isReadByAnyOnly(event: CatalogEvent): boolean {
  const named = event.subscribers?.some(subscriber => !isOfAny(subscriber)) ?? false;
  return !named && sendersOf(event).length > 0 && (event.subscribers !== undefined || event.possibleSubscribers !== undefined);
}

/** A service that was built with an older version of what it sends or reads. */
export interface OlderUse {
  event: CatalogEvent;
  service: string;
  version: string;
  sends: boolean;
  reads: boolean;
}

export function olderUsesOf(event: CatalogEvent): OlderUse[] {
  const senders = sendersOf(event);
  const uses = [...senders, ...event.subscribers ?? []].filter(use => use.isOlder);
  return [...grouped(uses, use => `${use.version} ${use.service}`).values()].map(([first]) => {
    const same = (use: { service: string; version?: string }) => use.service === first!.service && use.version === first!.version;
    return {
      event,
      service: first!.service,
      version: first!.version!,
      sends: senders.some(same),
      reads: event.subscribers?.some(same) ?? false,
    };
  });
}

/** A service that can't read what others send with another version. */
export interface BrokenRead {
  event: CatalogEvent;
  service: string;
  reads: string;
  writes: string;
  writers: string[];
  /** The break's justification, where one was given for all that breaks. */
  justified?: JustifiedBreak | undefined;
}

export function brokenReadsOf(event: CatalogEvent): BrokenRead[] {
  const order = (event.versions ?? []).map(version => version.id);
  const readers = grouped(event.subscribers ?? [], use => use.version && `${use.version} ${use.service}`);
  const writers = grouped(sendersOf(event), use => use.version);
  return [...readers.values()].flatMap(([reader]) => [...writers].flatMap(([writes, uses]) => {
    const { service, version: reads } = reader as Subscriber & { version: string };
    const isOlder = order.indexOf(reads) < order.indexOf(writes);
    const [from, to, who] = isOlder ? [reads, writes, 'olderReaders' as const] : [writes, reads, 'newerReaders' as const];
    const effects = (event.comparisons?.find(one => one.from === from && one.to === to)?.changes ?? [])
      .flatMap(change => event.changes![change]!.effects ?? [])
      .filter(effect => effect.breaks?.includes(who));
    const reasons = effects.map(effect => effect.justified ?? effect.steps?.at(-1)?.justified);
    const justified = reasons.every(reason => reason !== undefined) ? event.justifiedBreaks?.[reasons[0]!] : undefined;
    return effects.length > 0 ? [{ event, service, reads, writes, writers: servicesOf(uses), justified }] : [];
  }));
}

export interface GroupHandler {
  event?: CatalogEvent;
  handler: Subscriber | AnyHandler;
}

/** The handlers of a group, those of any event last. */
export function handlersOf(index: CatalogIndex, service: Service, group: string): GroupHandler[] {
  const named = (service.handles ?? []).flatMap(eventType => {
    const event = index.events.get(eventType);
    return (event?.subscribers ?? [])
      .filter(one => one.service === service.name && one.group === group && !isOfAny(one))
      .map(handler => ({ event: event!, handler }));
  });
  const any = (service.handlesAny ?? []).filter(one => one.group === group).map(handler => ({ handler }));
  return [...named, ...any];
}

/** The rules that changes of an event break, and those that its source justifies. */
export function rulesOf(event: CatalogEvent): string[] {
  return [...new Set([
    ...(event.changes ?? []).flatMap(change => change.effects ?? []).map(effect => effect.rule),
    ...(event.justifiedBreaks ?? []).map(one => one.rule),
  ])];
}

export function servicesOf(uses: readonly { service: string }[] | undefined): string[] {
  return [...new Set((uses ?? []).map(use => use.service))];
}

export function currentOf(event: CatalogEvent): Version | undefined {
  return event.versions?.find(version => version.isCurrent) ?? event.versions?.at(-1);
}

/** The topics of an event: of what is declared, and those that publishers name besides. */
export function topicsOf(event: CatalogEvent): string[] {
  return [...new Set([event.topic, ...(event.publishers ?? []).map(publisher => publisher.topic)].filter(topic => topic !== undefined))];
}

export function handlesAnyEvent(service: Service): boolean {
  return service.handlesAny?.some(handler => handler.record === undefined) ?? false;
}

/** Of an event of another team, what the code says is a version that its owner has released. */
export function isUnreleased(event: CatalogEvent, id: string | undefined): boolean {
  return id === 'current' && event.role !== 'mirror';
}

export function versionName(id: string | undefined): string {
  return id === undefined ? 'unknown version' : id === 'current' ? 'the version in the code' : `version ${id}`;
}
