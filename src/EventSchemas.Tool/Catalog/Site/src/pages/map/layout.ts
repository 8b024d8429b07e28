import type { CatalogEvent } from '../../data/catalog';
import { groupedByEach, sendersOf, servicesOf, titleOf, topicsOf, type CatalogIndex } from '../../data/index';
import { toEvent, toMap } from '../../data/routes';

export interface MapFocus {
  kind: 'service' | 'topic' | 'event';
  name: string;
}

export interface MapNode {
  id: string;
  kind: 'service' | 'topic';
  label: string;
  address: string | undefined;
  isFocus: boolean;
  /** The topic's place among all topics, which gives its colour; missing on a service. */
  colour?: number;
  /** It stands for events whose topic isn't known: those with the same publishers and subscribers, so that it joins nobody else. */
  isWithoutTopic?: boolean;
  /** Every publisher here is switched off by a setting. */
  isOff?: boolean;
  /** How many events a topic has here. */
  count: number;
  events: { id: string; label: string; address: string }[];
}

/** A line from left to right; one for each pair of service and topic, or of service and event where there are few. */
export interface MapEdge {
  from: string;
  to: string;
  colour: number;
  count: number;
  /** No event travels along it: a setting switches its publisher off. */
  isOff: boolean;
}

export interface MapColumn {
  title: string;
  nodes: MapNode[];
}

export interface EventMap {
  columns: MapColumn[];
  edges: MapEdge[];
  /** What the table beside the map lists. */
  events: CatalogEvent[];
}

export const noTopic = 'no known topic';
export const colours = 8;
const eventsWithOwnLines = 30;

export function mapOf(index: CatalogIndex, focus: MapFocus | undefined): EventMap {
  const shown = index.catalog.events.filter(event => event.publishers || event.subscribers || event.state === 'declared');
  const builder = new MapBuilder(index, focus);
  switch (focus?.kind) {
    case 'service':
      return builder.ofService(shown, focus.name);
    case 'topic':
      return builder.ofEvents(shown.filter(event => topicsOf(event).includes(focus.name)), true);
    case 'event':
      return builder.ofEvents(index.catalog.events.filter(event => event.eventType === focus.name), true);
    case undefined:
      return builder.ofEvents(shown, false);
  }
}

/**
 * What an event is drawn at: the topic where it is read, or that of a publisher that says another one. Events without a topic have nothing
 * in common but who sends and reads them.
 */
function placeOf(event: CatalogEvent, topic = event.topic): string {
  return topic ?? `\n${JSON.stringify([servicesOf(event.publishers), servicesOf(event.subscribers)])}`;
}

function placesOf(event: CatalogEvent): string[] {
  return [...new Set([placeOf(event), ...(event.publishers ?? []).map(publisher => placeOf(event, publisher.topic))])];
}

function eventId(side: string, place: string, event: CatalogEvent): string {
  return `${side}/${place}/${event.eventType}`;
}

class MapBuilder {
  private readonly colourOf: Map<string, number>;
  private readonly edges = new Map<string, MapEdge>();

  constructor(private readonly index: CatalogIndex, private readonly focus: MapFocus | undefined) {
    this.colourOf = new Map([...index.topics.keys()].map((topic, i) => [topic, i % colours]));
  }

  private isTopic(place: string): boolean {
    return this.colourOf.has(place);
  }

  private colour(place: string): number {
    return this.colourOf.get(place) ?? colours - 1;
  }

  /** Publishers, topics and subscribers, each in a column. */
  ofEvents(events: CatalogEvent[], isOpen: boolean): EventMap {
    const topics = this.topicNodes(events, 't', isOpen);
    const ownLines = isOpen && events.length <= eventsWithOwnLines;
    for (const event of events) {
      const at = (place: string) => ownLines ? eventId('t', place, event) : `t:${place}`;
      this.connectPublishers(event, at);
      this.connect([at(placeOf(event))], servicesOf(event.subscribers).map(service => `s:${service}`), event);
    }
    const columns = [
      { title: 'Publish', nodes: this.serviceNodes('p', events.flatMap(event => servicesOf(event.publishers))) },
      { title: 'Topics', nodes: topics },
      { title: 'Subscribe', nodes: this.serviceNodes('s', events.flatMap(event => servicesOf(event.subscribers))) },
    ];
    return this.map(columns, events);
  }

  /** What the service reads and from whom, the service, and what it sends and to whom. */
  ofService(all: CatalogEvent[], name: string): EventMap {
    const read = all.filter(event => servicesOf(event.subscribers).includes(name));
    const sent = all.filter(event => servicesOf(event.publishers).includes(name));
    const self = `focus:${name}`;
    for (const event of read) {
      this.connectPublishers(event, place => `in:${place}`);
      this.connect([`in:${placeOf(event)}`], [self], event);
    }
    for (const event of sent) {
      for (const publisher of (event.publishers ?? []).filter(one => one.service === name)) {
        this.connect([self], [`out:${placeOf(event, publisher.topic)}`], event, publisher.isEnabled === false);
      }
      this.connect([`out:${placeOf(event)}`], servicesOf(event.subscribers).map(service => `s:${service}`), event);
    }
    const columns = [
      { title: 'Sent by', nodes: this.serviceNodes('p', read.flatMap(event => servicesOf(event.publishers))) },
      { title: 'Reads', nodes: this.topicNodes(read, 'in', true) },
      { title: 'Service', nodes: this.serviceNodes('focus', [name]) },
      { title: 'Sends', nodes: this.topicNodes(sent, 'out', true) },
      { title: 'Read by', nodes: this.serviceNodes('s', sent.flatMap(event => servicesOf(event.subscribers))) },
    ];
    const shown = new Set([...read, ...sent]);
    return this.map(columns, all.filter(event => shown.has(event)));
  }

  private map(columns: MapColumn[], events: CatalogEvent[]): EventMap {
    const edges = [...this.edges.values()];
    untangle(columns, edges);
    return { columns, edges, events };
  }

  private connectPublishers(event: CatalogEvent, at: (place: string) => string): void {
    for (const publisher of event.publishers ?? []) {
      this.connect([`p:${publisher.service}`], [at(placeOf(event, publisher.topic))], event, publisher.isEnabled === false);
    }
  }

  private connect(from: string[], to: string[], event: CatalogEvent, isOff = false): void {
    for (const [a, b] of from.flatMap(start => to.map(end => [start, end] as const))) {
      const key = JSON.stringify([a, b]);
      const edge = this.edges.get(key) ?? { from: a, to: b, colour: this.colour(event.topic ?? noTopic), count: 0, isOff: true };
      this.edges.set(key, { ...edge, count: edge.count + 1, isOff: edge.isOff && isOff });
    }
  }

  private serviceNodes(side: string, names: string[]): MapNode[] {
    return [...new Set(names)].map(name => ({
      id: `${side}:${name}`,
      kind: 'service',
      label: name,
      address: this.index.services.has(name) ? toMap('service', name) : undefined,
      isFocus: this.focus?.kind === 'service' && this.focus.name === name,
      count: 0,
      events: [],
    }));
  }

  private topicNodes(events: CatalogEvent[], side: string, isOpen: boolean): MapNode[] {
    const byPlace = groupedByEach(events, placesOf);
    return [...byPlace].map(([place, of]) => ({
      id: `${side}:${place}`,
      kind: 'topic',
      label: this.isTopic(place) ? place : noTopic,
      address: this.isTopic(place) ? toMap('topic', place) : undefined,
      isFocus: this.focus?.kind === 'topic' && this.focus.name === place,
      isWithoutTopic: !this.isTopic(place),
      isOff: of.every(event => event.publishers !== undefined && sendersOf(event).length === 0),
      colour: this.colour(place),
      count: of.length,
      events: isOpen || !this.isTopic(place)
        ? of.map(event => ({
          id: eventId(side, place, event),
          label: titleOf(event),
          address: this.focus?.kind === 'event' ? toEvent(event.eventType) : toMap('event', event.eventType),
        }))
        : [],
    }));
  }
}

const sweeps = 4;

/** Orders each column by the mean place of what its nodes are connected with, so that few lines cross. */
function untangle(columns: MapColumn[], edges: MapEdge[]): void {
  const owners = new Map(columns.flatMap(column => column.nodes.flatMap(node => [
    [node.id, node.id] as const, ...node.events.map(event => [event.id, node.id] as const)])));
  const neighbours = new Map<string, string[]>();
  for (const edge of edges) {
    const from = owners.get(edge.from)!;
    const to = owners.get(edge.to)!;
    neighbours.set(from, [...neighbours.get(from) ?? [], to]);
    neighbours.set(to, [...neighbours.get(to) ?? [], from]);
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const places = new Map(columns.flatMap(other => other.nodes.map((node, i) => [node.id, (i + 0.5) / other.nodes.length] as const)));
      const meanOf = (node: MapNode) => {
        const near = neighbours.get(node.id);
        return near ? near.reduce((sum, id) => sum + places.get(id)!, 0) / near.length : 1;
      };
      column.nodes.sort((a, b) => meanOf(a) - meanOf(b));
    }
  }
}
