import { useMemo } from 'preact/hooks';
import type { CatalogEvent, Publisher } from '../data/catalog';
import { groupedByEach, sendersOf, servicesOf, titleOf, topicsOf, type CatalogIndex } from '../data/index';
import { toEvent, toEvents, toMap, toService } from '../data/routes';
import { counted } from '../data/words';
import { Chip, Empty, Name, Section, Table } from '../parts/basics';
import { ComboBox } from '../parts/ComboBox';
import { useCatalog } from '../parts/context';
import { EventLink, ReaderList, SenderList, ServiceLink, ServiceList } from '../parts/names';
import { mapOf, noTopic, type MapFocus } from './map/layout';
import { MapDrawing } from './map/MapDrawing';
import { NotFound } from './NotFound';

export function MapPage({ kind, name }: { kind: string | undefined; name: string | undefined }) {
  const index = useCatalog();
  const focus = useMemo(() => focusOf(index, kind, name), [index, kind, name]);
  const map = useMemo(() => focus === 'unknown' ? undefined : mapOf(index, focus), [index, focus]);
  if (focus === 'unknown' || !map) {
    return <NotFound text={`The map has no ${kind ?? 'place'} that is called “${name ?? ''}”.`} />;
  }

  const anyHandlers = [...new Set(map.events.flatMap(event => servicesOf(event.possibleSubscribers)))];
  return (
    <div class="page">
      <div class="page-head">
        <h1 tabIndex={-1}>{focus ? <>Map around <Name>{labelOf(index, focus)}</Name></> : 'Map'}</h1>
        <p class="muted">
          {focus
            ? <><a href={toMap()}>The whole map</a> · <FocusPage focus={focus} /></>
            : 'Who sends and reads what, by topic. Choose a service or a topic to see what is around it.'}
        </p>
      </div>
      <FocusChoice index={index} focus={focus} />
      {map.events.length === 0
        ? <Empty title="Nothing is connected here">No build sends or reads an event of it.</Empty>
        : <MapDrawing map={map} />}
      {map.edges.some(edge => edge.isOff) && (
        <p class="muted map-note">A dashed line: a setting switches the publisher off.</p>
      )}
      {anyHandlers.length > 0 && (
        <p class="muted map-note">
          Not drawn: <ServiceList names={anyHandlers} /> may read some of these events too, by handlers of any event.
        </p>
      )}
      {map.events.length > 0 && (
        <Section id="table" title="The same as a table">
          {focus ? <EventTable events={map.events} /> : <TopicTable events={map.events} />}
        </Section>
      )}
    </div>
  );
}

function focusOf(index: CatalogIndex, kind: string | undefined, name: string | undefined): MapFocus | 'unknown' | undefined {
  if (kind === undefined) {
    return undefined;
  }
  const known: Record<MapFocus['kind'], ReadonlyMap<string, unknown>> = {
    service: index.services, topic: index.topics, event: index.events,
  };
  const focusKind = (['service', 'topic', 'event'] as const).find(one => one === kind);
  return focusKind && name !== undefined && known[focusKind].has(name) ? { kind: focusKind, name } : 'unknown';
}

function labelOf(index: CatalogIndex, focus: MapFocus): string {
  return focus.kind === 'event' ? titleOf(index.events.get(focus.name)!) : focus.name;
}

function FocusPage({ focus }: { focus: MapFocus }) {
  const { kind, name } = focus;
  return {
    event: <a href={toEvent(name)}>Page of the event</a>,
    service: <a href={toService(name)}>Page of the service</a>,
    topic: <a href={toEvents({ topic: name })}>Events of the topic</a>,
  }[kind];
}

const everything = { value: toMap(), label: 'Everything' };

function FocusChoice({ index, focus }: { index: CatalogIndex; focus: MapFocus | undefined }) {
  const groups = useMemo(() => [
    { label: 'Whole map', options: [everything] },
    { label: 'Services', options: index.catalog.services.map(({ name }) => ({ value: toMap('service', name), label: name })) },
    { label: 'Topics', options: [...index.topics.keys()].map(topic => ({ value: toMap('topic', topic), label: topic })) },
    {
      label: 'Events',
      options: index.catalog.events.map(event => ({
        value: toMap('event', event.eventType), label: titleOf(event), words: event.eventType,
      })),
    },
  ], [index]);
  return (
    <div class="map-focus">
      <ComboBox
        id="map-focus"
        label="Focus on"
        groups={groups}
        chosen={focus ? { value: toMap(focus.kind, focus.name), label: labelOf(index, focus) } : everything}
        onChoose={address => {
          location.hash = address;
        }}
      />
    </div>
  );
}

function TopicTable({ events }: { events: CatalogEvent[] }) {
  const byTopic = groupedByEach(events, event => topicsOf(event).length > 0 ? topicsOf(event) : [noTopic]);
  return (
    <Table label="Topics" head={['Topic', 'Events', 'Published by', 'Read by']}>
      {[...byTopic].sort(([a], [b]) => a.localeCompare(b, 'en')).map(([topic, of]) => (
        <tr key={topic}>
          <th scope="row">{topic !== noTopic ? <a href={toMap('topic', topic)}><Name>{topic}</Name></a> : topic}</th>
          <td>{counted(of.length, 'event')}</td>
          <td><SendersTo topic={topic} events={of} /></td>
          <td><ServiceList names={readersOf(topic, of)} /></td>
        </tr>
      ))}
    </Table>
  );
}

function SendersTo({ topic, events }: { topic: string; events: CatalogEvent[] }) {
  const to = (publishersOf: (event: CatalogEvent) => Publisher[]) => [...new Set(events.flatMap(event =>
    servicesOf(publishersOf(event).filter(publisher => (publisher.topic ?? event.topic ?? noTopic) === topic))))];
  const sending = to(sendersOf);
  const off = to(event => event.publishers ?? []).filter(service => !sending.includes(service));
  return (
    <>
      {(sending.length > 0 || off.length === 0) && <ServiceList names={sending} />}
      {off.map((name, i) => (
        <span key={name}>{(sending.length > 0 || i > 0) && ', '}<ServiceLink name={name} /> <Chip tone="warn">switched off</Chip></span>
      ))}
    </>
  );
}

/** Who reads an event reads it on the topic that its declaration names. */
function readersOf(topic: string, events: CatalogEvent[]): string[] {
  return [...new Set(events.filter(event => (event.topic ?? noTopic) === topic).flatMap(event => servicesOf(event.subscribers)))];
}

function EventTable({ events }: { events: CatalogEvent[] }) {
  return (
    <Table label="Events" head={['Event', 'Topic', 'Published by', 'Read by']}>
      {events.map(event => (
        <tr key={event.eventType}>
          <th scope="row"><EventLink eventType={event.eventType} long /></th>
          <td>
            {topicsOf(event).map(topic => <div key={topic}><a href={toMap('topic', topic)}><Name>{topic}</Name></a></div>)}
            {topicsOf(event).length === 0 && <span class="muted">not known</span>}
          </td>
          <td><SenderList event={event} /></td>
          <td><ReaderList event={event} /></td>
        </tr>
      ))}
    </Table>
  );
}
