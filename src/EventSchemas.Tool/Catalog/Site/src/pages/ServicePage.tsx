import type { AnyHandler, CatalogEvent, Place, Publisher, Service, Subscriber } from '../data/catalog';
import { brokenReadsOf, grouped, handlersOf, isOfAny, isUnreleased, versionName } from '../data/index';
import { seenOf } from '../data/observed';
import { addressOf, toMap } from '../data/routes';
import { timeText } from '../data/words';
import { Chip, Empty, Name, PlaceLink, Section, Table } from '../parts/basics';
import { useCatalog } from '../parts/context';
import { ConflictList, EventLink } from '../parts/names';
import { SeenText } from '../parts/SeenText';
import { languageNames } from './ServicesPage';

export function ServicePage({ service }: { service: Service }) {
  const { catalog } = useCatalog();
  const conflicts = (catalog.conflicts ?? []).filter(conflict => conflict.claims?.some(claim => claim.service === service.name));
  return (
    <div class="page">
      <nav class="crumbs" aria-label="Where you are"><a href={addressOf(['services'])}>Services</a></nav>
      <div class="page-head">
        <h1 tabIndex={-1}><Name>{service.name}</Name></h1>
        <p class="chips">
          {service.kind === 'library' && <Chip>Library</Chip>}
          {service.language && <Chip>{languageNames[service.language] ?? service.language}</Chip>}
          {service.environment && <Chip>{service.environment}</Chip>}
        </p>
      </div>
      <div class="with-aside">
        {conflicts.length > 0 && <div class="about"><ConflictList conflicts={conflicts} withEvent /></div>}
        <aside class="aside" aria-label="Facts">
          <dl class="facts">
            {service.assemblies && (
              <div>
                <dt>Assemblies</dt>
                <dd>{service.assemblies.map(name => <div key={name}><code><Name>{name}</Name></code></div>)}</dd>
              </div>
            )}
            {service.buildDate && <div><dt>Built</dt><dd><time dateTime={service.buildDate}>{timeText(service.buildDate)}</time></dd></div>}
            {service.packageVersion && <div><dt>Built with</dt><dd>EventSchemas {service.packageVersion}</dd></div>}
            <div><dt>Map</dt><dd><a href={toMap('service', service.name)}>Show its neighbours</a></dd></div>
          </dl>
        </aside>
        <div class="body">
          {service.kind === 'library' || service.declares ? <Declares service={service} /> : null}
          {service.kind === 'service' && (
            <>
              <Publishes service={service} />
              <Handles service={service} />
              <Groups service={service} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function UsedVersion({ service, eventType }: { service: Service; eventType: string }) {
  const { events } = useCatalog();
  const used = service.versions?.find(version => version.event === eventType);
  if (!used) {
    return <span class="muted">not known</span>;
  }
  const event = events.get(eventType);
  const isNew = event && isUnreleased(event, used.newest);
  const broken = event ? brokenReadsOf(event).filter(one => one.service === service.name) : [];
  return used.isOlder
    ? (
      <>
        {broken.map(one => (
          <div key={one.writes}><Chip tone="bad">can’t read {versionName(one.writes)}</Chip></div>
        ))}
        <Chip tone="warn">{versionName(used.version)}</Chip>{' '}
        <span class="muted">newest: {versionName(used.newest)}{isNew && ', not released yet'}</span>
      </>
    )
    : <Chip tone="good">{versionName(used.version)}</Chip>;
}

function Publishes({ service }: { service: Service }) {
  const { events } = useCatalog();
  const { publishes = [] } = service;
  const isSeen = publishes.some(eventType => events.get(eventType)?.observed?.some(one => one.service === service.name));
  return (
    <Section id="publishes" title="Publishes" word="publisher">
      {service.publishesAtRunTime && (
        <p class="notice notice-quiet"><span>It also registers producers whose events only run time knows.</span></p>
      )}
      {publishes.length === 0
        ? !service.publishesAtRunTime && (
          <Empty title="It publishes nothing">
            {isPython(service) ? 'Its settings name no event.' : 'Its builds register no producer.'}
          </Empty>
        )
        : (
          <Table label="Publishes" head={['Event', 'Topic', 'State', 'Version', ...(isSeen ? ['Seen on the bus'] : []), 'Where']}>
            {publishes.map(eventType => {
              const own = events.get(eventType)?.publishers?.filter(publisher => publisher.service === service.name) ?? [];
              return (
                <tr key={eventType}>
                  <th scope="row"><EventLink eventType={eventType} long /></th>
                  <td>{topicsOfOwn(events.get(eventType), own).map(topic => <div key={topic}><Name>{topic}</Name></div>)}</td>
                  <td>
                    {own.map((one, i) => (
                      <div key={i}>
                        <SendingState publisher={one} event={events.get(eventType)} />
                        {one.settings?.map(({ name, value }) => (
                          <div key={name} class="muted"><code title={name}><Name>{`${lastKeyOf(name)} = ${value}`}</Name></code></div>
                        ))}
                      </div>
                    ))}
                  </td>
                  <td>
                    {isPython(service)
                      ? <span class="muted">not in its settings</span>
                      : <UsedVersion service={service} eventType={eventType} />}
                  </td>
                  {isSeen && <td><SeenText seen={seenOf(events.get(eventType), one => one.service === service.name)} /></td>}
                  <td><Places places={own} /></td>
                </tr>
              );
            })}
          </Table>
        )}
    </Section>
  );
}

/** Where it sends an event to: what it says itself comes before what the event's declaration says. */
function topicsOfOwn(event: CatalogEvent | undefined, own: Publisher[]): string[] {
  const topics = own.map(publisher => publisher.topic ?? event?.topic).filter(topic => topic !== undefined);
  return topics.length > 0 ? [...new Set(topics)] : ['not known'];
}

/** The row says the event and the topic, which are the keys before it. */
function lastKeyOf(setting: string): string {
  return /\['([^']*)'\]$/.exec(setting)?.[1] ?? setting;
}

function SendingState({ publisher, event }: { publisher: Publisher; event: CatalogEvent | undefined }) {
  return publisher.seen ? <Chip tone="warn">seen on the bus only</Chip> : publisher.isEnabled === false
    ? <Chip tone="warn">switched off</Chip>
    : publisher.condition
      ? <>only when <code><Name>{publisher.condition}</Name></code></>
      : event?.flag
        ? <>behind the flag <code><Name>{event.flag.name}</Name></code></>
        : <>on</>;
}

function isPython(service: Service): boolean {
  return service.language === 'python';
}

function Places({ places }: { places: Place[] }) {
  return <>{places.filter(place => place.file).map((place, i) => <div key={i}><PlaceLink place={place} /></div>)}</>;
}

function Handles({ service }: { service: Service }) {
  const { events } = useCatalog();
  const { handles = [], handlesAny = [] } = service;
  const isSeen = handles.some(eventType => events.get(eventType)?.observed);
  const handlersOf = (event: CatalogEvent | undefined) =>
    event?.subscribers?.filter(one => one.service === service.name && !isOfAny(one)) ?? [];
  return (
    <Section id="handles" title="Handles" word="handler">
      {handles.length === 0 && handlesAny.length === 0 && (
        isPython(service)
          ? <Empty title="It isn’t known what it handles">The settings of a service in Python say only what it sends.</Empty>
          : <Empty title="It handles nothing">Its builds register no handler.</Empty>
      )}
      {handlesAny.length > 0 && (
        <Table label="Other handlers" head={['Handler', 'Of', 'Group', 'Where']}>
          {handlesAny.map((any, i) => (
            <tr key={i}>
              <th scope="row">{any.name ?? 'named at run time'}{any.handler && <div><code><Name>{any.handler}</Name></code></div>}</th>
              <td><WhatAny any={any} /></td>
              <td>{any.group ?? 'known at run time'}</td>
              <td><PlaceLink place={any} /></td>
            </tr>
          ))}
        </Table>
      )}
      {handles.length > 0 && (
        <Table label="Handles" head={['Event', 'Handlers', 'Version', ...(isSeen ? ['Seen on the bus'] : []), 'Where']}>
          {handles.map(eventType => {
            const handlers = handlersOf(events.get(eventType));
            return (
              <tr key={eventType}>
                <th scope="row"><EventLink eventType={eventType} long /></th>
                <td>
                  {handlers.map((handler, i) => (
                    <div key={i}>
                      {handler.group ? <code>{handler.group}</code> : 'known at run time'} /{' '}
                      {handler.name ? <code>{handler.name}</code> : 'named at run time'}
                      {handler.handler && <div class="muted"><Name>{handler.handler}</Name></div>}
                    </div>
                  ))}
                </td>
                <td><UsedVersion service={service} eventType={eventType} /></td>
                {isSeen && <td><SeenText seen={seenOf(events.get(eventType))} /></td>}
                <td><Places places={handlers} /></td>
              </tr>
            );
          })}
        </Table>
      )}
    </Section>
  );
}

function WhatAny({ any }: { any: AnyHandler }) {
  return any.record ? <><code><Name>{any.record}</Name></code>, which no build here declares</>
    : any.hasList ? <>any event of a list that only run time knows</>
      : any.topics
        ? <>any event on {any.topics.map((topic, i) => <span key={topic}>{i > 0 && ', '}<code><Name>{topic}</Name></code></span>)}</>
        : <>any event on topics that settings name</>;
}

function Groups({ service }: { service: Service }) {
  const index = useCatalog();
  const { groups = [] } = service;
  return (
    <Section id="groups" title="Groups and dead-letter topics" word="group">
      {groups.length === 0
        ? isPython(service) ? <Empty title="Its groups aren’t known" /> : <Empty title="It has no consumer group" />
        : (
          <Table label="Groups" head={['Group', 'Dead-letter topic', 'Handler', 'Of', 'Version', 'Where']}>
            {groups.flatMap(group => handlersOf(index, service, group.name).map(({ event, handler }, i) => (
              <tr key={`${group.name} ${i}`}>
                <th scope="row">{group.name}</th>
                <td>{group.deadLetterTopic && <code><Name>{group.deadLetterTopic}</Name></code>}</td>
                <td>
                  <code>{handler.name ?? 'named at run time'}</code>
                  {handler.handler && <div class="muted"><Name>{handler.handler}</Name></div>}
                  {handler.assembly && <div class="muted">in <Name>{handler.assembly}</Name></div>}
                </td>
                <td>
                  {event ? <EventLink eventType={event.eventType} />
                    : 'record' in handler && handler.record ? <code><Name>{handler.record}</Name></code>
                      : 'any event'}
                </td>
                <td>{event ? <HandlerVersion handler={handler} /> : <span class="muted">of each event</span>}</td>
                <td><PlaceLink place={handler} /></td>
              </tr>
            )))}
          </Table>
        )}
    </Section>
  );
}

function HandlerVersion({ handler }: { handler: Subscriber | AnyHandler }) {
  return !('version' in handler) ? <span class="muted">not known</span>
    : handler.isOlder
      ? <Chip tone="warn" title="There are newer versions">{versionName(handler.version)}, older</Chip>
      : <>{versionName(handler.version)}</>;
}

function Declares({ service }: { service: Service }) {
  const { events } = useCatalog();
  const byTopic = grouped(service.declares ?? [], eventType => events.get(eventType)?.topic ?? 'no topic');
  return (
    <Section id="declares" title="Declares" word="declared">
      {byTopic.size === 0
        ? <Empty title="It declares no event" />
        : (
          <Table label="Declares" head={['Topic', 'Events']}>
            {[...byTopic].map(([topic, eventTypes]) => (
              <tr key={topic}>
                <th scope="row"><Name>{topic}</Name></th>
                <td>{eventTypes.map(eventType => <div key={eventType}><EventLink eventType={eventType} long /></div>)}</td>
              </tr>
            ))}
          </Table>
        )}
    </Section>
  );
}
