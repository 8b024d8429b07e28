import uFuzzy from '@leeoniya/ufuzzy';
import type { CatalogEvent, Service, Subscriber } from './catalog';
import { filtersOf } from './filters';
import { wordsById, type WordEntry } from './glossary';
import { isOfAny, titleOf, type CatalogIndex } from './index';

/** A text with what was found in it: `ranges` has start and end of each match, flat. */
export interface Marked {
  text: string;
  ranges: number[];
}

export interface Hit<T> {
  item: T;
  /** The texts that were searched, the title first. */
  parts: Marked[];
}

export interface FieldOfEvent {
  event: CatalogEvent;
  path: string;
  type: string;
}

/** A name that several events share, such as an owner, a flag or a topic. */
export interface SharedName {
  name: string;
  events: CatalogEvent[];
}

/** A handler of a service; one of any event has no event type. */
export interface HandlerOfService {
  service: string;
  of: string;
  eventType?: string;
}

export interface GroupOfService {
  service: string;
  name: string;
}

/** A rule with the events that changed against it, which can be none. */
export interface NamedRule extends SharedName {
  url: string | undefined;
}

/** A state that events are in, with the filter that finds them. */
export interface StateOfEvents {
  filter: Record<string, string>;
  events: number;
}

export interface SearchResult {
  words: Hit<WordEntry>[];
  states: Hit<StateOfEvents>[];
  groups: Hit<GroupOfService>[];
  handlers: Hit<HandlerOfService>[];
  rules: Hit<NamedRule>[];
  events: Hit<CatalogEvent>[];
  fields: Hit<FieldOfEvent>[];
  services: Hit<Service>[];
  owners: Hit<SharedName>[];
  flags: Hit<SharedName>[];
  topics: Hit<SharedName>[];
  /** Who was seen on the bus only. */
  sources: Hit<SharedName>[];
}

interface Entry<T> {
  item: T;
  parts: string[];
}

/** Finds words that are in any order and have one typing error each at most. */
const matcher = new uFuzzy({ intraMode: 1 });
const termsInAnyOrder = 3;
const between = ' · ';

class Shelf<T> {
  private readonly haystack: string[];

  constructor(private readonly entries: Entry<T>[]) {
    this.haystack = entries.map(entry => uFuzzy.latinize(entry.parts.join(between)));
  }

  find(query: string): Hit<T>[] {
    const [found, info, order] = matcher.search(this.haystack, uFuzzy.latinize(query), termsInAnyOrder);
    if (!found) {
      return [];
    }
    return info && order
      ? order.map(position => this.hit(info.idx[position]!, info.ranges[position]!))
      : found.map(index => this.hit(index, []));
  }

  private hit(index: number, ranges: number[]): Hit<T> {
    const { item, parts } = this.entries[index]!;
    let start = 0;
    const marked = parts.map(text => {
      const part = { text, ranges: clipped(ranges, start, text.length) };
      start += text.length + between.length;
      return part;
    });
    return { item, parts: marked };
  }
}

function clipped(ranges: number[], offset: number, length: number): number[] {
  const inside: number[] = [];
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    const start = Math.max(ranges[i]! - offset, 0);
    const end = Math.min(ranges[i + 1]! - offset, length);
    if (start < end) {
      inside.push(start, end);
    }
  }
  return inside;
}

export type Search = (query: string) => SearchResult;

export function searchOf(index: CatalogIndex): Search {
  const { catalog } = index;
  const shared = (names: Map<string, CatalogEvent[]>) =>
    new Shelf([...names].map(([name, events]) => ({ item: { name, events }, parts: [name] })));

  const events = new Shelf(catalog.events.map(event => ({
    item: event,
    parts: [titleOf(event), event.eventType, event.summary ?? '', event.topic ?? ''],
  })));
  const fields = new Shelf(catalog.events.flatMap(event => fieldsOf(event)));
  const services = new Shelf(catalog.services.map(service => ({
    item: service,
    parts: [service.name, ...service.assemblies ?? []],
  })));
  const owners = shared(index.owners);
  const flags = shared(index.flags);
  const topics = shared(index.topics);
  const sources = shared(index.sources);
  const groups = new Shelf(catalog.services.flatMap(service => (service.groups ?? []).map(group => ({
    item: { service: service.name, name: group.name },
    parts: [group.name, group.deadLetterTopic ?? ''],
  }))));
  const handlers = new Shelf([
    ...catalog.events.flatMap(event =>
      (event.subscribers ?? []).filter(one => !isOfAny(one)).map(one => handlerEntry(one.service, one, event))),
    ...catalog.services.flatMap(service => (service.handlesAny ?? []).map(one => handlerEntry(service.name, one))),
  ]);
  const rules = new Shelf(Object.entries(catalog.rules ?? {}).map(([name, { title, url }]) => ({
    item: { name, url, events: index.rules.get(name) ?? [] },
    parts: [name, title],
  })));
  const states = new Shelf(statesOf(index));
  const words = new Shelf([...wordsById.values()].map(entry => ({ item: entry, parts: [entry.word] })));

  return query => ({
    words: words.find(query),
    states: states.find(query),
    groups: groups.find(query),
    handlers: handlers.find(query),
    rules: rules.find(query),
    events: events.find(query),
    fields: fields.find(query),
    services: services.find(query),
    owners: owners.find(query),
    flags: flags.find(query),
    topics: topics.find(query),
    sources: sources.find(query),
  });
}

function handlerEntry(
  service: string, one: Pick<Subscriber, 'name' | 'group' | 'handler'>, event?: CatalogEvent): Entry<HandlerOfService> {
  return {
    item: { service, of: event ? titleOf(event) : 'any event', ...event && { eventType: event.eventType } },
    parts: [
      one.name ?? 'named at run time',
      [one.handler, one.group && `group ${one.group}`].filter(Boolean).join(', '),
    ],
  };
}

/** The choices of filters that aren't names: expired, retired, never consumed and so on. */
function statesOf(index: CatalogIndex): Entry<StateOfEvents>[] {
  return filtersOf(index).filter(filter => filter.isState).flatMap(filter => filter.choices.map(choice => ({
    item: {
      filter: { [filter.key]: choice.value },
      events: index.catalog.events.filter(event => filter.valuesOf(event).includes(choice.value)).length,
    },
    parts: [choice.label, filter.label, choice.words ?? ''],
  }))).filter(entry => entry.item.events > 0);
}

function fieldsOf(event: CatalogEvent): Entry<FieldOfEvent>[] {
  const byPath = new Map((event.fields ?? []).map(field => [field.path, field]));
  return [...byPath.values()].map(field => ({
    item: { event, path: field.path, type: field.type },
    parts: [field.path, field.doc ?? ''],
  }));
}
