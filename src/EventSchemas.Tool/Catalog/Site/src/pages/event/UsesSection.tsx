import type { ComponentChildren } from 'preact';
import type { CatalogEvent, Publisher, Subscriber } from '../../data/catalog';
import { servicesOf, versionName } from '../../data/index';
import { counted, timeText } from '../../data/words';
import { Chip, Empty, Name, PlaceLink, Section, Table } from '../../parts/basics';
import { ServiceLink } from '../../parts/names';

export function UsesSection({ event }: { event: CatalogEvent }) {
  const { publishers = [], subscribers = [] } = event;
  return (
    <Section id="uses" title="Who sends and reads it">
      <div class="halves">
        <div>
          <h3>Publishers <span class="count">{servicesOf(publishers).length}</span></h3>
          {publishers.length === 0
            ? <Empty title="Nobody publishes it">No build in this catalogue registers a producer for it.</Empty>
            : <ul class="uses">{publishers.map((publisher, i) => <PublisherItem key={i} publisher={publisher} />)}</ul>}
        </div>
        <div>
          <h3>Subscribers <span class="count">{servicesOf(subscribers).length}</span></h3>
          {subscribers.length === 0
            ? <Empty title="Nobody subscribes to it">No build in this catalogue has a handler for it.</Empty>
            : <ul class="uses">{subscribers.map((subscriber, i) => <SubscriberItem key={i} subscriber={subscriber} />)}</ul>}
        </div>
      </div>
      <VersionsInUse event={event} />
      <Observed event={event} />
    </Section>
  );
}

function VersionChip({ use }: { use: { version?: string; isOlder?: boolean } }) {
  return use.version === undefined
    ? null
    : use.isOlder
      ? <Chip tone="warn" title="There are newer versions">{versionName(use.version)}, older</Chip>
      : <Chip tone="good">{versionName(use.version)}</Chip>;
}

function PublisherItem({ publisher }: { publisher: Publisher }) {
  return (
    <li>
      <span class="use-head"><strong><ServiceLink name={publisher.service} /></strong> <VersionChip use={publisher} /></span>
      {publisher.isEnabled === false && <Chip tone="quiet">switched off in its settings</Chip>}
      {publisher.condition && <span class="use-line">when <code><Name>{publisher.condition}</Name></code></span>}
      {publisher.topic && <span class="use-line">to topic <code><Name>{publisher.topic}</Name></code></span>}
      {publisher.key && <span class="use-line">with key <code><Name>{publisher.key}</Name></code></span>}
      <PlaceLink place={publisher} />
    </li>
  );
}

function SubscriberItem({ subscriber }: { subscriber: Subscriber }) {
  return (
    <li>
      <span class="use-head"><strong><ServiceLink name={subscriber.service} /></strong> <VersionChip use={subscriber} /></span>
      <span class="use-line">
        group {subscriber.group ? <code>{subscriber.group}</code> : <i>known at run time</i>},
        handler {subscriber.name ? <code>{subscriber.name}</code> : <i>named at run time</i>}
        {subscriber.kind === 'batch' && ', in batches'}
      </span>
      {subscriber.handler && <span class="use-line"><code><Name>{subscriber.handler}</Name></code></span>}
      <PlaceLink place={subscriber} />
    </li>
  );
}

/** Who still writes and reads which version, newest first. */
function VersionsInUse({ event }: { event: CatalogEvent }) {
  const { publishers = [], subscribers = [], observed = [], versions = [] } = event;
  if (versions.length === 0) {
    return null;
  }
  const seen = (id: string) => observed.filter(observation => observation.version === id).reduce((sum, one) => sum + one.messages, 0);
  const services = (uses: (Publisher | Subscriber)[], id: string): ComponentChildren => {
    const names = servicesOf(uses.filter(use => use.version === id));
    return names.length === 0
      ? <span class="muted">nobody</span>
      : names.map((name, i) => <span key={name}>{i > 0 && ', '}<ServiceLink name={name} /></span>);
  };
  return (
    <>
      <h3>Versions in use</h3>
      <Table label="Versions in use" head={['Version', 'Written by', 'Read by', ...(observed.length ? ['Seen on the bus'] : [])]}>
        {versions.toReversed().map(version => (
          <tr key={version.id}>
            <th scope="row">
              {versionName(version.id)} {version.isCurrent && <Chip tone="accent">declared now</Chip>}
            </th>
            <td>{services(publishers, version.id)}</td>
            <td>{services(subscribers, version.id)}</td>
            {observed.length > 0 && <td>{seen(version.id) ? counted(seen(version.id), 'message') : <span class="muted">none</span>}</td>}
          </tr>
        ))}
      </Table>
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
      <h3>Seen on the bus</h3>
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
