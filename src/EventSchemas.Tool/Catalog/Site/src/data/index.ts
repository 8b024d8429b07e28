import type { Catalog, CatalogEvent, Conflict, Service, Version } from './catalog';

/** The catalogue with its look-ups. */
export interface CatalogIndex {
  catalog: Catalog;
  events: Map<string, CatalogEvent>;
  services: Map<string, Service>;
  topics: Map<string, CatalogEvent[]>;
  owners: Map<string, CatalogEvent[]>;
  flags: Map<string, CatalogEvent[]>;
  subdomains: Map<string, CatalogEvent[]>;
  conflicts: Map<string, Conflict[]>;
}

export function indexOf(catalog: Catalog): CatalogIndex {
  return {
    catalog,
    events: new Map(catalog.events.map(event => [event.eventType, event])),
    services: new Map(catalog.services.map(service => [service.name, service])),
    topics: sorted(grouped(catalog.events, event => event.topic)),
    owners: sorted(grouped(catalog.events, event => event.owner)),
    flags: sorted(grouped(catalog.events, event => event.flag?.name)),
    subdomains: sorted(grouped(catalog.events, event => event.subdomain)),
    conflicts: grouped(catalog.conflicts ?? [], conflict => conflict.event),
  };
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) {
      continue;
    }
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
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

export function servicesOf(uses: readonly { service: string }[] | undefined): string[] {
  return [...new Set((uses ?? []).map(use => use.service))];
}

export function currentOf(event: CatalogEvent): Version | undefined {
  return event.versions?.find(version => version.isCurrent) ?? event.versions?.at(-1);
}

export function handlesAnyEvent(service: Service): boolean {
  return service.handlesAny?.some(handler => handler.record === undefined) ?? false;
}

export function versionName(id: string | undefined): string {
  return id === undefined ? 'unknown version' : id === 'current' ? 'unshipped version' : `version ${id}`;
}
