import type { CatalogEvent } from '../../data/catalog';
import { grouped, servicesOf, titleOf, type CatalogIndex } from '../../data/index';
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
      return builder.ofEvents(shown.filter(event => topicOf(event) === focus.name), true);
    case 'event':
      return builder.ofEvents(index.catalog.events.filter(event => event.eventType === focus.name), true);
    case undefined:
      return builder.ofEvents(shown, false);
  }
}

export function topicOf(event: CatalogEvent): string {
  return event.topic ?? noTopic;
}

class MapBuilder {
  private readonly colourOf: Map<string, number>;
  private readonly edges = new Map<string, MapEdge>();

  constructor(index: CatalogIndex, private readonly focus: MapFocus | undefined) {
    this.colourOf = new Map([...index.topics.keys(), noTopic].map((topic, i) => [topic, i % colours]));
  }

  /** Publishers, topics and subscribers, each in a column. */
  ofEvents(events: CatalogEvent[], isOpen: boolean): EventMap {
    const topics = this.topicNodes(events, 't', isOpen);
    const ownLines = isOpen && events.length <= eventsWithOwnLines;
    for (const event of events) {
      const place = ownLines ? `t/${event.eventType}` : `t:${topicOf(event)}`;
      this.connect(servicesOf(event.publishers).map(service => `p:${service}`), [place], event);
      this.connect([place], servicesOf(event.subscribers).map(service => `s:${service}`), event);
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
      this.connect(servicesOf(event.publishers).map(service => `p:${service}`), [`in:${topicOf(event)}`], event);
      this.connect([`in:${topicOf(event)}`], [self], event);
    }
    for (const event of sent) {
      this.connect([self], [`out:${topicOf(event)}`], event);
      this.connect([`out:${topicOf(event)}`], servicesOf(event.subscribers).map(service => `s:${service}`), event);
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

  private connect(from: string[], to: string[], event: CatalogEvent): void {
    for (const [a, b] of from.flatMap(start => to.map(end => [start, end] as const))) {
      const key = JSON.stringify([a, b]);
      const edge = this.edges.get(key) ?? { from: a, to: b, colour: this.colourOf.get(topicOf(event))!, count: 0 };
      this.edges.set(key, { ...edge, count: edge.count + 1 });
    }
  }

  private serviceNodes(side: string, names: string[]): MapNode[] {
    return [...new Set(names)].map(name => ({
      id: `${side}:${name}`,
      kind: 'service',
      label: name,
      address: toMap('service', name),
      isFocus: this.focus?.kind === 'service' && this.focus.name === name,
      count: 0,
      events: [],
    }));
  }

  private topicNodes(events: CatalogEvent[], side: string, isOpen: boolean): MapNode[] {
    const byTopic = grouped(events, topicOf);
    return [...byTopic].map(([topic, of]) => ({
      id: `${side}:${topic}`,
      kind: 'topic',
      label: topic,
      address: topic === noTopic ? undefined : toMap('topic', topic),
      isFocus: this.focus?.kind === 'topic' && this.focus.name === topic,
      colour: this.colourOf.get(topic)!,
      count: of.length,
      events: isOpen
        ? of.map(event => ({
          id: `${side}/${event.eventType}`,
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
