import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CatalogEvent } from '../data/catalog';
import { filtersOf, passes, type Filter } from '../data/filters';
import { titleOf, topicsOf } from '../data/index';
import { seenOf } from '../data/observed';
import { addressOf, replaceAddress, toEvent, toEvents, toService, toWords, type Route } from '../data/routes';
import type { FieldOfEvent, Hit, Marked, Search, SearchResult, SharedName } from '../data/search';
import { counted } from '../data/words';
import { Chip, Empty, Mark, Name, OutLink } from '../parts/basics';
import { useCatalog } from '../parts/context';
import { Disputed, EventChips, ReaderList, SenderList } from '../parts/names';
import { Paged } from '../parts/Paged';
import { SeenText } from '../parts/SeenText';

const eventsShown = 60;
const fieldsShown = 16;
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
  const named = found && set.length === 0 ? namesIn(found) : [];

  const list = route.query.toString();
  const counts = [
    counted(events.length, 'event'),
    ...(found ? [counted(fields.length, 'field')] : []),
    ...(named.length ? [counted(named.length, 'other')] : []),
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
            <Group title="Services and more" isSearch>
              <Paged key={list} id={`names ${list}`} items={named} first={othersShown} what="names">
                {shown => <ul class="named">{shown.map((one, i) => <NameRow key={i} named={one} />)}</ul>}
              </Paged>
            </Group>
          )}
          {events.length > 0 && (
            <Group title="Events" isSearch={found !== undefined}>
              <Paged key={list} id={`events ${list}`} items={events} first={eventsShown} what="events">
                {shown => <ul class="event-list">{shown.map(listed => <EventRow key={listed.event.eventType} {...listed} />)}</ul>}
              </Paged>
            </Group>
          )}
          {fields.length > 0 && (
            <Group title="Fields" isSearch>
              <Paged key={list} id={`fields ${list}`} items={fields} first={fieldsShown} what="fields">
                {shown => (
                  <ul class="field-hits">
                    {shown.map(hit => <FieldRow key={`${hit.item.event.eventType} ${hit.item.path}`} hit={hit} />)}
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

interface Named {
  kind: string;
  title: Marked;
  address: string | undefined;
  /** Where it leads to without an address of this page. */
  url?: string | undefined;
  /** What stands beside it: another text that was searched, or how many events it is about. */
  note?: ComponentChildren;
}

function namesIn(found: SearchResult): Named[] {
  const shared = (kind: string, filter: string, hits: Hit<SharedName>[]): Named[] => hits.map(hit => ({
    kind, title: hit.parts[0]!, address: toEvents({ [filter]: hit.item.name }), note: counted(hit.item.events.length, 'event'),
  }));
  return [
    ...found.states.map(hit => ({
      kind: 'State', title: hit.parts[0]!, address: toEvents(hit.item.filter), note: counted(hit.item.events, 'event'),
    })),
    ...found.services.map(hit => ({ kind: 'Service', title: hit.parts[0]!, address: toService(hit.item.name) })),
    ...shared('Owner', 'owner', found.owners),
    ...shared('Flag', 'flag', found.flags),
    ...shared('Topic', 'topic', found.topics),
    ...shared('Seen on the bus', 'source', found.sources),
    ...found.groups.map(hit => ({
      kind: 'Group', title: hit.parts[0]!, address: toService(hit.item.service, 'groups'),
      note: <>of {hit.item.service}, <Mark marked={hit.parts[1]!} /></>,
    })),
    ...found.handlers.map(hit => ({
      kind: 'Handler', title: hit.parts[0]!,
      address: hit.item.eventType ? toEvent(hit.item.eventType, 'uses') : toService(hit.item.service, 'handles'),
      note: <>of {hit.item.of} in {hit.item.service}: <Mark marked={hit.parts[1]!} /></>,
    })),
    ...found.rules.map(hit => ({
      kind: 'Rule', title: hit.parts[0]!,
      address: hit.item.events.length > 0 ? toEvents({ rule: hit.item.name }) : undefined,
      url: hit.item.url,
      note: (
        <>
          <Mark marked={hit.parts[1]!} />:{' '}
          {hit.item.events.length > 0 ? counted(hit.item.events.length, 'event') : 'no event changed against it'}
        </>
      ),
    })),
    ...found.words.map(hit => ({ kind: 'Word', title: hit.parts[0]!, address: toWords(hit.item.id), note: 'what it means' })),
  ];
}

function Group({ title, isSearch, children }: { title: string; isSearch: boolean; children: ComponentChildren }) {
  return (
    <section class="section" aria-label={title}>
      <h2 class={isSearch ? 'group-title' : 'visually-hidden'}>{title}</h2>
      {children}
    </section>
  );
}

function NameRow({ named }: { named: Named }) {
  return (
    <li>
      {named.address
        ? <a href={named.address}><Chip>{named.kind}</Chip> <Mark marked={named.title} /></a>
        : <OutLink url={named.url}><Chip>{named.kind}</Chip> <Mark marked={named.title} /></OutLink>}
      {named.note && <span class="muted">{named.note}</span>}
    </li>
  );
}

function FieldRow({ hit }: { hit: Hit<FieldOfEvent> }) {
  const { event, path, type } = hit.item;
  const doc = hit.parts[1]!;
  return (
    <li>
      <a href={toEvent(event.eventType, 'fields', path)}><code><Mark marked={hit.parts[0]!} /></code></a>
      <span class="muted">{type} in {titleOf(event)}</span>
      {doc.text && <span class="field-hit-doc"><Mark marked={doc} /></span>}
    </li>
  );
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
        : (
          <>
            Names of events, fields, services, owners, flags, topics, groups, handlers and rules, states and words were searched.{' '}
            <a href={toEvents()}>Show all events</a>
          </>
        )}
    </Empty>
  );
}

function Filters({ filters, route, set }: { filters: Filter[]; route: Route; set: number }) {
  const choose = (key: string, value: string) => {
    replaceAddress(addressOf(['events'], { ...Object.fromEntries(route.query), [key]: value || undefined }));
    const results = document.querySelector('[data-results]');
    // Beside a long list the filters stay in sight; what passes them begins at its top.
    if (results && results.getBoundingClientRect().top < 0) {
      results.scrollIntoView({ block: 'start' });
    }
  };
  return (
    <details class="filters" open={set > 0 || window.matchMedia('(min-width: 70rem)').matches}>
      <summary>Filters{set > 0 && <Chip tone="accent">{set}</Chip>}</summary>
      <div class="filter-grid">
        {filters.map(filter => (
          <div key={filter.key} class="filter">
            <label for={`filter-${filter.key}`}>{filter.label}</label>
            <select
              id={`filter-${filter.key}`}
              value={route.query.get(filter.key) ?? ''}
              onChange={event => choose(filter.key, event.currentTarget.value)}
            >
              <option value="">{filter.any}</option>
              {filter.choices.map(choice => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
            </select>
          </div>
        ))}
        <p class="filter-words"><a href={toWords()}>What these words mean</a></p>
        {set > 0 && <a class="button filter-clear" href={toEvents({ q: route.query.get('q') ?? undefined })}>Clear filters</a>}
      </div>
    </details>
  );
}

interface Listed {
  event: CatalogEvent;
  hit?: Hit<CatalogEvent>;
}

function unmarked(...texts: string[]): Marked[] {
  return texts.map(text => ({ text, ranges: [] }));
}

function EventRow({ event, hit }: Listed) {
  const topics = topicsOf(event);
  const [title, eventType, summary] = hit?.parts ?? unmarked(titleOf(event), event.eventType, event.summary ?? '');
  return (
    <li class="event-row">
      <div class="event-row-main">
        <h3><a href={toEvent(event.eventType)}><Mark marked={title!} /></a></h3>
        {title!.text !== event.eventType && <code class="event-type"><Mark marked={eventType!} /></code>}
        {event.summary && <p class="event-summary"><Mark marked={summary!} /></p>}
        <EventChips event={event} />
      </div>
      <dl class="event-row-facts">
        <div><dt>Owner</dt><dd>{event.owner ? <>{event.owner}<Disputed event={event} kind="owner" /></> : <span class="muted">not known</span>}</dd></div>
        <div>
          <dt>Topic</dt>
          <dd>
            {topics.map((topic, i) => <span key={topic}>{i > 0 && ', '}<Name>{topic}</Name></span>)}
            {topics.length === 0 && <span class="muted">not known</span>}
          </dd>
        </div>
        <div><dt>Sent by</dt><dd><SenderList event={event} /></dd></div>
        <div><dt>Read by</dt><dd><ReaderList event={event} /></dd></div>
        {event.observed && <div class="wide"><dt>Seen on the bus</dt><dd><SeenText seen={seenOf(event)} /></dd></div>}
      </dl>
    </li>
  );
}
