import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CatalogEvent } from '../data/catalog';
import { filtersOf, passes, type Filter } from '../data/filters';
import { servicesOf, titleOf } from '../data/index';
import { addressOf, replaceAddress, toEvent, toEvents, toService, type Route } from '../data/routes';
import type { Hit, Marked, Search } from '../data/search';
import { counted } from '../data/words';
import { Chip, Empty, Mark, Name } from '../parts/basics';
import { useCatalog } from '../parts/context';
import { EventChips } from '../parts/names';
import { Paged } from '../parts/Paged';

const eventsShown = 60;
const othersShown = 8;

export function EventsPage({ route, search }: { route: Route; search: Search }) {
  const index = useCatalog();
  const filters = useMemo(() => filtersOf(index), [index]);
  const query = route.query.get('q')?.trim() ?? '';
  const set = filters.filter(filter => route.query.get(filter.key));
  const found = useMemo(() => query ? search(query) : undefined, [query, search]);

  const all: Listed[] = found
    ? found.events.map(hit => ({ event: hit.item, hit }))
    : index.catalog.events.map(event => ({ event }));
  const events = all.filter(({ event }) => passes(event, filters, route.query));
  const fields = found?.fields.filter(hit => passes(hit.item.event, filters, route.query)) ?? [];
  const named = set.length > 0 || !found ? [] : [
    ...found.services.map(hit => ({ kind: 'Service', hit, address: toService(hit.item.name), detail: undefined })),
    ...found.owners.map(hit => ({ kind: 'Owner', hit, address: toEvents({ owner: hit.item.name }), detail: hit.item.events.length })),
    ...found.flags.map(hit => ({ kind: 'Flag', hit, address: toEvents({ flag: hit.item.name }), detail: hit.item.events.length })),
    ...found.topics.map(hit => ({ kind: 'Topic', hit, address: toEvents({ topic: hit.item.name }), detail: hit.item.events.length })),
  ];

  const counts = [
    counted(events.length, 'event'),
    ...(found ? [counted(fields.length, 'field')] : []),
    ...(named.length ? [counted(named.length, 'service, owner, flag or topic', 'services, owners, flags and topics')] : []),
  ].join(', ');

  return (
    <div class="page">
      <div class="page-head">
        <h1 tabIndex={-1}>{query ? <>Search for “{query}”</> : 'Events'}</h1>
        <p class="muted" role="status" data-count>{counts}</p>
      </div>
      <div class="with-filters">
        <Filters filters={filters} route={route} set={set.length} />
        <div data-results>
          {named.length > 0 && (
            <Group title="Services, owners, flags and topics" show={found !== undefined}>
              <ul class="named">
                {named.slice(0, othersShown).map(({ kind, hit, address, detail }) => (
                  <li key={kind + hit.title.text}>
                    <a href={address}><Chip>{kind}</Chip> <Mark marked={hit.title} /></a>
                    {detail !== undefined && <span class="muted">{counted(detail, 'event')}</span>}
                  </li>
                ))}
              </ul>
            </Group>
          )}
          {events.length > 0 && (
            <Group title="Events" show={found !== undefined}>
              <Paged key={route.query.toString()} items={events} first={eventsShown} what="events">
                {shown => <ul class="event-list">{shown.map(listed => <EventRow key={listed.event.eventType} {...listed} />)}</ul>}
              </Paged>
            </Group>
          )}
          {fields.length > 0 && (
            <Group title="Fields" show>
              <Paged key={route.query.toString()} items={fields} first={othersShown * 2} what="fields">
                {shown => (
                  <ul class="field-hits">
                    {shown.map(hit => (
                      <li key={`${hit.item.event.eventType} ${hit.item.path}`}>
                        <a href={toEvent(hit.item.event.eventType, 'fields', hit.item.path)}><code><Mark marked={hit.title} /></code></a>
                        <span class="muted">{hit.item.type} in {titleOf(hit.item.event)}</span>
                        {hit.detail.text && <span class="field-hit-doc"><Mark marked={hit.detail} /></span>}
                      </li>
                    ))}
                  </ul>
                )}
              </Paged>
            </Group>
          )}
          {events.length + fields.length + named.length === 0 && <Nothing query={query} set={set} route={route} />}
        </div>
      </div>
    </div>
  );
}

function Group({ title, show, children }: { title: string; show: boolean; children: ComponentChildren }) {
  return <section class="section" aria-label={title}><h2 class={show ? 'group-title' : 'visually-hidden'}>{title}</h2>{children}</section>;
}

function Nothing({ query, set, route }: { query: string; set: Filter[]; route: Route }) {
  if (!query && set.length === 0) {
    return <Empty title="No event yet">The builds that this catalogue was made from declare, send and read none.</Empty>;
  }
  return (
    <Empty title="Nothing found">
      {set.length > 0
        ? <>
          No event passes {set.length === 1 ? 'this filter' : 'these filters'}.{' '}
          <a href={toEvents({ q: route.query.get('q') ?? undefined })}>Clear {set.length === 1 ? 'it' : 'them'}</a>
        </>
        : <>Names of events, fields, services, owners, flags and topics were searched. <a href={toEvents()}>Show all events</a></>}
    </Empty>
  );
}

function Filters({ filters, route, set }: { filters: Filter[]; route: Route; set: number }) {
  const choose = (key: string, value: string) =>
    replaceAddress(addressOf(['events'], { ...Object.fromEntries(route.query), [key]: value || undefined }));
  return (
    <details class="filters" open={set > 0 || window.matchMedia('(min-width: 70rem)').matches}>
      <summary>Filters{set > 0 && <Chip tone="accent">{set}</Chip>}</summary>
      <div class="filter-grid">
        {filters.map(filter => (
          <label key={filter.key} class="filter">
            <span>{filter.label}</span>
            <select
              name={filter.key}
              value={route.query.get(filter.key) ?? ''}
              onChange={event => choose(filter.key, event.currentTarget.value)}
            >
              <option value="">{filter.any}</option>
              {filter.choices.map(choice => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
            </select>
          </label>
        ))}
        {set > 0 && <a class="button filter-clear" href={toEvents({ q: route.query.get('q') ?? undefined })}>Clear filters</a>}
      </div>
    </details>
  );
}

interface Listed {
  event: CatalogEvent;
  hit?: Hit<CatalogEvent>;
}

function EventRow({ event, hit }: Listed) {
  const title: Marked = hit?.title ?? { text: titleOf(event), ranges: [] };
  const publishers = servicesOf(event.publishers);
  const subscribers = servicesOf(event.subscribers);
  return (
    <li class="event-row">
      <div class="event-row-main">
        <h3><a href={toEvent(event.eventType)}>{hit ? <Mark marked={title} /> : <Name>{title.text}</Name>}</a></h3>
        {title.text !== event.eventType && <code class="event-type"><Name>{event.eventType}</Name></code>}
        {event.summary && <p class="event-summary">{event.summary}</p>}
        <EventChips event={event} />
      </div>
      <dl class="event-row-facts">
        <div><dt>Owner</dt><dd>{event.owner ?? <span class="muted">nobody named</span>}</dd></div>
        <div><dt>Topic</dt><dd>{event.topic ? <Name>{event.topic}</Name> : <span class="muted">not known</span>}</dd></div>
        <div><dt>Sent by</dt><dd>{publishers.length ? publishers.join(', ') : <span class="muted">nobody</span>}</dd></div>
        <div><dt>Read by</dt><dd>{subscribers.length ? subscribers.join(', ') : <span class="muted">nobody</span>}</dd></div>
      </dl>
    </li>
  );
}
