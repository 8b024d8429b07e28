import type { CatalogEvent, Publisher, Subscriber, Version } from '../../data/catalog';
import { isOfAny, isUnreleased, sendersOf, servicesOf, versionName } from '../../data/index';
import { seenOf } from '../../data/observed';
import { counted, surpriseWords, timeText } from '../../data/words';
import { Chip, Empty, Name, PlaceLink, Section, Table } from '../../parts/basics';
import { ServiceLink, ServiceList } from '../../parts/names';
import { SeenText } from '../../parts/SeenText';
import { Term } from '../../parts/terms';

export function UsesSection({ event }: { event: CatalogEvent }) {
  const { publishers = [], subscribers = [], possibleSubscribers = [] } = event;
  return (
    <Section id="uses" title="Who sends and reads it" word="publisher">
      <div class="halves">
        <div>
          <h3>Publishers <span class="count">{publishers.length}</span></h3>
          {publishers.length === 0
            ? (
              <Empty title="Nobody publishes it">
                {event.role === 'mirror'
                  ? 'Another team sends it, and the settings of its services weren’t given.'
                  : 'No build in this catalogue registers a producer for it.'}
              </Empty>
            )
            : <ul class="uses">{publishers.map((publisher, i) => <PublisherItem key={i} publisher={publisher} event={event} />)}</ul>}
        </div>
        <div>
          <h3>Subscribers <span class="count">{subscribers.length + possibleSubscribers.length}</span>
            <InServices uses={[...subscribers, ...possibleSubscribers]} what="handler" />
          </h3>
          {subscribers.length === 0 && possibleSubscribers.length === 0
            ? <Empty title="Nobody subscribes to it">No build in this catalogue has a handler for it.</Empty>
            : (
              <ul class="uses">
                {subscribers.map((subscriber, i) => <SubscriberItem key={i} subscriber={subscriber} />)}
                {possibleSubscribers.map((subscriber, i) => <SubscriberItem key={`possible ${i}`} subscriber={subscriber} isPossible />)}
              </ul>
            )}
        </div>
      </div>
      <VersionsInUse event={event} />
      <Observed event={event} />
    </Section>
  );
}

/** Several handlers can be in one service. */
function InServices({ uses, what }: { uses: { service: string }[]; what: string }) {
  const services = servicesOf(uses).length;
  return services === uses.length
    ? null
    : <span class="muted heading-note"> {counted(uses.length, what)} in {counted(services, 'service')}</span>;
}

function VersionChip({ use }: { use: { version?: string; isOlder?: boolean } }) {
  return use.version === undefined
    ? null
    : use.isOlder
      ? <Chip tone="warn" title="There are newer versions">{versionName(use.version)}, older</Chip>
      : <Chip tone="good">{versionName(use.version)}</Chip>;
}

function PublisherItem({ publisher, event }: { publisher: Publisher; event: CatalogEvent }) {
  return (
    <li class={publisher.isEnabled === false ? 'use-off' : undefined}>
      <span class="use-head"><strong><ServiceLink name={publisher.service} /></strong> <VersionChip use={publisher} /></span>
      {publisher.seen && <SeenLines seen={publisher.seen} />}
      {publisher.isEnabled === false && (
        <span class="use-line"><Chip tone="warn">switched off</Chip> in its settings: it sends nothing</span>
      )}
      {publisher.condition && <span class="use-line">only when <code><Name>{publisher.condition}</Name></code></span>}
      {event.flag && publisher.isEnabled !== false && !publisher.seen && (
        <span class="use-line">only while the flag <code><Name>{event.flag.name}</Name></code> is on</span>
      )}
      {publisher.topic && <span class="use-line">to topic <code><Name>{publisher.topic}</Name></code></span>}
      {publisher.key && <span class="use-line">with key <code><Name>{publisher.key}</Name></code></span>}
      {publisher.settings?.map(({ name, value }) => (
        <span key={name} class="use-line"><code><Name>{`${name} = ${value}`}</Name></code></span>
      ))}
      <PlaceLink place={publisher} />
    </li>
  );
}

function SeenLines({ seen }: { seen: NonNullable<Publisher['seen']> }) {
  return (
    <>
      <span class="use-line">
        <Chip tone="warn">seen on the bus only</Chip> {seen.why.map(why => surpriseWords[why]).join(', ')}
      </span>
      <span class="use-line">
        {counted(seen.messages, 'message')}{seen.last && <>, the last one on {timeText(seen.last)}</>}
      </span>
    </>
  );
}

function SubscriberItem({ subscriber, isPossible = false }: { subscriber: Subscriber; isPossible?: boolean }) {
  return (
    <li class={isPossible ? 'use-off' : undefined}>
      <span class="use-head"><strong><ServiceLink name={subscriber.service} /></strong> <VersionChip use={subscriber} /></span>
      <span class="use-line">
        group {subscriber.group ? <code>{subscriber.group}</code> : <i>known at run time</i>},
        handler {subscriber.name ? <code>{subscriber.name}</code> : <i>named at run time</i>}
        {subscriber.kind === 'batch' && ', in batches'}
      </span>
      {isOfAny(subscriber) && (
        <span class="use-line">
          <Chip tone="quiet">any event</Chip>{' '}
          {isPossible ? 'perhaps: only run time knows which events it gets' : 'it reads every event on the topics of its group'}
        </span>
      )}
      {subscriber.handler && (
        <span class="use-line">
          <code><Name>{subscriber.handler}</Name></code>{subscriber.assembly && <> in <code><Name>{subscriber.assembly}</Name></code></>}
        </span>
      )}
      <PlaceLink place={subscriber} />
    </li>
  );
}

/** Who still writes and reads which version, newest first. */
function VersionsInUse({ event }: { event: CatalogEvent }) {
  const { subscribers = [], observed = [], versions = [] } = event;
  if (versions.length === 0) {
    return null;
  }
  const seen = (id: string | undefined) => seenOf(event, one => one.version === id);
  const services = (uses: (Publisher | Subscriber)[], id: string | undefined) =>
    <ServiceList names={servicesOf(uses.filter(use => use.version === id))} />;
  const senders = sendersOf(event);
  const isUnknown = [...senders, ...subscribers].some(use => use.version === undefined) || observed.some(one => one.version === undefined);
  const rows: (Version | undefined)[] = [...versions.toReversed(), ...isUnknown ? [undefined] : []];
  return (
    <>
      <h3><Term id="version">Versions in use</Term></h3>
      <Table label="Versions in use" head={['Version', 'Written by', 'Read by', ...(observed.length ? ['Seen on the bus'] : [])]}>
        {rows.map(version => (
          <tr key={version?.id}>
            <th scope="row">
              {version ? versionName(version.id) : 'not known'}{' '}
              {version?.isCurrent && version.id !== 'current' && <Chip tone="accent">in the code now</Chip>}
              {version && isUnreleased(event, version.id) && <Chip tone="warn">not released yet</Chip>}
            </th>
            <td><WriterList writers={senders.filter(use => use.version === version?.id)} /></td>
            <td>{services(subscribers, version?.id)}</td>
            {observed.length > 0 && <td><SeenText seen={seen(version?.id)} /></td>}
          </tr>
        ))}
      </Table>
    </>
  );
}

/** A service that only the bus says is marked. */
function WriterList({ writers }: { writers: Publisher[] }) {
  return writers.length === 0
    ? <span class="muted">nobody</span>
    : (
      <>
        {servicesOf(writers).map((name, i) => (
          <span key={name}>
            {i > 0 && ', '}<ServiceLink name={name} />
            {writers.every(one => one.service !== name || one.seen) && <> <Chip tone="warn">seen only</Chip></>}
          </span>
        ))}
      </>
    );
}

function Observed({ event }: { event: CatalogEvent }) {
  const { observed } = event;
  if (!observed) {
    return null;
  }
  return (
    <>
      <h3><Term id="seen">Seen on the bus</Term></h3>
      <Table label="Seen on the bus" head={['Written by', 'Topic', 'Version', 'Schema', 'Messages', 'First', 'Last']}>
        {observed.map((one, i) => (
          <tr key={i}>
            <th scope="row"><Name>{one.source ?? 'unknown source'}</Name></th>
            <td><Name>{one.topic}</Name></td>
            <td>{versionName(one.version)}{one.isReadable === false && <> <Chip tone="bad">not readable</Chip></>}</td>
            <td>{one.schemaId !== undefined && <>id {one.schemaId}</>}{one.subject && <span class="muted"> {one.subject}</span>}</td>
            <td>{one.messages.toLocaleString('en')}</td>
            <td>{one.first && timeText(one.first)}</td>
            <td>{one.last && timeText(one.last)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
