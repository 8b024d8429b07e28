import type { ComponentChildren } from 'preact';
import type { CatalogEvent, Surprise } from '../data/catalog';
import { brokenReadsOf, isReadByAnyOnly, isUnreleased, olderUsesOf, seenOnlyIn, switchedOffIn, versionName } from '../data/index';
import { seenOf } from '../data/observed';
import { toReview } from '../data/routes';
import { breakStateWord, dayText, flagWord, surpriseWords, timeText } from '../data/words';
import { Chip, Empty, Name, Section, Table, WordChip } from '../parts/basics';
import { useCatalog } from '../parts/context';
import { ConflictList, Disputed, EventLink, OwnerLink, ReaderList, SenderList, ServiceLink, ServiceList } from '../parts/names';
import { Paged } from '../parts/Paged';
import { RuleLink } from '../parts/RuleLink';
import { SeenText } from '../parts/SeenText';
import { Reason } from './event/JustifiedSection';

export function ReviewPage() {
  const { catalog } = useCatalog();
  const { events } = catalog;
  const breaks = events.flatMap(event => (event.justifiedBreaks ?? []).map(one => ({ event, one })));
  const broken = events.flatMap(brokenReadsOf);
  const older = events.flatMap(olderUsesOf);
  const isSeen = older.some(use => use.event.observed);
  const olderHead = ['Event', 'Service', 'Version', 'What it does', 'Newest version', ...(isSeen ? ['This version on the bus'] : [])];
  const seen: Seen[] = [
    ...events.flatMap(event => seenOnlyIn(event).map(({ service, version, seen }) => ({ event, by: service, version, ...seen! }))),
    ...(catalog.withoutEvent ?? []).map(({ source = 'unknown source', why = [], messages, last }) => ({ by: source, why, messages, last })),
  ];
  const flagged = events
    .filter(event => event.flag?.state === 'expired' || event.flag?.state === 'dueSoon')
    .sort((a, b) => (a.flag!.days ?? 0) - (b.flag!.days ?? 0));

  const reports = [
    {
      id: 'conflicts', title: 'Conflicts', count: catalog.conflicts?.length ?? 0, empty: 'No build contradicts another',
      content: (
        <Paged id="conflicts" items={catalog.conflicts ?? []} first={rowsShown} what="conflicts">
          {shown => <ConflictList conflicts={shown} withEvent />}
        </Paged>
      ),
    },
    {
      id: 'broken', title: 'Readers that can’t read what is sent', count: broken.length, empty: 'Every service reads what the others send',
      content: (
        <PagedTable label="Readers that can’t read what is sent" head={['Event', 'Reader', 'Reads', 'Sent', 'Justified']} items={broken}>
          {({ event, service, reads, writes, writers, justified }, i) => (
            <tr key={i}>
              <th scope="row"><EventLink eventType={event.eventType} long /></th>
              <td><ServiceLink name={service} /></td>
              <td><Chip tone="bad">{versionName(reads)}</Chip></td>
              <td>{versionName(writes)} by <ServiceList names={writers} /></td>
              <td>{justified ? <Reason justified={justified} /> : <span class="muted">no</span>}</td>
            </tr>
          )}
        </PagedTable>
      ),
    },
    table(
      'flags', 'Expired flags and flags due soon', 'No flag is past its last day', ['Event', 'Flag', 'Last day', 'Owner'], flagged,
      event => (
        <>
          <td><code><Name>{event.flag!.name}</Name></code></td>
          <td><WordChip word={flagWord(event.flag!)} /> {event.flag!.removeBy && <Day iso={event.flag!.removeBy} />}</td>
          <OwnerCell event={event} />
        </>
      )),
    {
      id: 'breaks', title: 'Justified breaks', count: breaks.length, empty: 'No break has been justified',
      content: (
        <PagedTable label="Justified breaks" head={['Event', 'What', 'Rule', 'Reason', 'Expires']} items={breaks}>
          {({ event, one }, i) => (
            <tr key={i}>
              <th scope="row"><EventLink eventType={event.eventType} long /></th>
              <td><code><Name>{one.subject}</Name></code></td>
              <td><RuleLink id={one.rule} long /></td>
              <td><Reason justified={one} /></td>
              <td><WordChip word={breakStateWord(one)} /> {one.expires && <Day iso={one.expires} />}</td>
            </tr>
          )}
        </PagedTable>
      ),
    },
    {
      id: 'older', title: 'Older versions in use', count: older.length, empty: 'Every service was built with the newest version',
      content: (
        <PagedTable label="Older versions in use" head={olderHead} items={older}>
          {(use, i) => (
            <tr key={i}>
              <th scope="row"><EventLink eventType={use.event.eventType} long /></th>
              <td><ServiceLink name={use.service} /></td>
              <td><Chip tone="warn">{versionName(use.version)}</Chip></td>
              <td>{[use.sends && 'writes it', use.reads && 'reads it'].filter(Boolean).join(' and ')}</td>
              <td><NewestVersion event={use.event} /></td>
              {isSeen && <td><SeenText seen={seenOf(use.event, one => one.version === use.version)} /></td>}
            </tr>
          )}
        </PagedTable>
      ),
    },
    {
      id: 'seen', title: 'Seen on the bus, not explained', count: seen.length,
      empty: 'Nothing was seen on the bus that builds and settings don’t explain',
      content: (
        <PagedTable
          label="Seen on the bus, not explained" items={seen}
          head={['Event', 'Written by', 'Version', 'Why it is here', 'Messages', 'Last seen']}
        >
          {({ event, by, version, messages, last, why }, i) => (
            <tr key={i}>
              <th scope="row">{event ? <EventLink eventType={event.eventType} long /> : <span class="muted">no event type</span>}</th>
              <td><ServiceLink name={by} /></td>
              <td>{versionName(version)}</td>
              <td>{why.map(one => surpriseWords[one]).join(', ')}</td>
              <td>{messages.toLocaleString('en')}</td>
              <td>{last && <time dateTime={last}>{timeText(last)}</time>}</td>
            </tr>
          )}
        </PagedTable>
      ),
    },
    table(
      'switched-off', 'Publishers that are switched off', 'No publisher is switched off', ['Event', 'Switched off in', 'Read by', 'Owner'],
      events.filter(event => switchedOffIn(event).length > 0),
      event => (
        <>
          <td><ServiceList names={switchedOffIn(event)} /></td><td><ReaderList event={event} /></td><OwnerCell event={event} />
        </>
      )),
    table(
      'never-consumed', 'Published, never consumed', 'Every event that is published has a reader', ['Event', 'Published by', 'Owner'],
      events.filter(event => event.orphan === 'neverConsumed'),
      event => <><td><SenderList event={event} /></td><OwnerCell event={event} /></>),
    table(
      'any-only', 'Read by handlers of any event only', 'Every event that is published has a handler of its own',
      ['Event', 'Published by', 'Read by', 'Owner'], events.filter(isReadByAnyOnly),
      event => (
        <><td><SenderList event={event} /></td><td><ReaderList event={event} /></td><OwnerCell event={event} /></>
      )),
    table(
      'never-published', 'Consumed, never published', 'Every event that is consumed has a publisher', ['Event', 'Consumed by', 'Owner'],
      events.filter(event => event.orphan === 'neverPublished'),
      event => <><td><ReaderList event={event} /></td><OwnerCell event={event} /></>),
    table(
      'personal-data', 'Personal data', 'No event is known to carry personal data', ['Event', 'Fields', 'Read by', 'Owner'],
      events.filter(event => event.personalData),
      event => (
        <>
          <td>{event.personalData!.map(path => <div key={path}><code><Name>{path}</Name></code></div>)}</td>
          <td><ReaderList event={event} /></td>
          <OwnerCell event={event} />
        </>
      )),
    table(
      'personal-data-unknown', 'Personal data not known', 'Of every event a contract says what is personal data',
      ['Event', 'Published by', 'Read by', 'Owner'], events.filter(event => event.hasPersonalData === 'unknown'),
      event => <><td><SenderList event={event} /></td><td><ReaderList event={event} /></td><OwnerCell event={event} /></>),
    table(
      'retired', 'Retired events', 'No event is retired', ['Event', 'Since', 'Why', 'Replaced by'],
      events.filter(event => event.state === 'retired'),
      event => (
        <>
          <td>{event.retired?.day && <Day iso={event.retired.day} />}</td><td>{event.retired?.reason}</td>
          <td>
            {event.retired?.replacedBy
              ? <EventLink eventType={event.retired.replacedBy} />
              : <span class="muted">nothing known</span>}
          </td>
        </>
      )),
  ];

  return (
    <div class="page">
      <div class="page-head">
        <h1 tabIndex={-1}>Review</h1>
        <p class="lead">What somebody should look at, as of {dayText(catalog.day)}.</p>
      </div>
      <nav class="tabs" aria-label="Reports">
        <ul>
          {reports.map(report => (
            <li key={report.id}><a href={toReview(report.id)}>{report.title} <span class="count">{report.count}</span></a></li>
          ))}
        </ul>
      </nav>
      {reports.map(report => (
        <Section key={report.id} id={report.id} title={report.title} word={reportWords[report.id]}>
          {report.count === 0 ? <Empty title={report.empty} /> : report.content}
        </Section>
      ))}
    </div>
  );
}

interface Seen {
  event?: CatalogEvent;
  by: string;
  version?: string | undefined;
  messages: number;
  last?: string | undefined;
  why: Surprise[];
}

function table(
  id: string, title: string, empty: string, head: string[], events: CatalogEvent[], cells: (event: CatalogEvent) => ComponentChildren) {
  return {
    id, title, empty, count: events.length,
    content: (
      <PagedTable label={title} head={head} items={events}>
        {event => <tr key={event.eventType}><th scope="row"><EventLink eventType={event.eventType} long /></th>{cells(event)}</tr>}
      </PagedTable>
    ),
  };
}

/** What explains a report. */
const reportWords: Record<string, string> = {
  'conflicts': 'conflict', 'broken': 'break', 'flags': 'flag', 'breaks': 'justified', 'older': 'older', 'switched-off': 'switched-off',
  'never-consumed': 'orphan', 'any-only': 'handler', 'never-published': 'orphan', 'personal-data': 'personal-data',
  'personal-data-unknown': 'personal-data', 'seen': 'seen', 'retired': 'retired',
};

const rowsShown = 40;

function PagedTable<T>({ label, head, items, children }: {
  label: string; head: string[]; items: T[]; children: (item: T, position: number) => ComponentChildren;
}) {
  return (
    <Paged id={label} items={items} first={rowsShown} what="rows">
      {shown => <Table label={label} head={head}>{shown.map(children)}</Table>}
    </Paged>
  );
}

function NewestVersion({ event }: { event: CatalogEvent }) {
  const newest = event.versions?.at(-1)?.id;
  return <>{versionName(newest)}{isUnreleased(event, newest) && <span class="muted">, not released yet</span>}</>;
}

function Day({ iso }: { iso: string }) {
  return <time class="muted" dateTime={iso}>{dayText(iso)}</time>;
}

function OwnerCell({ event }: { event: CatalogEvent }) {
  return (
    <td>
      {event.owner ? <><OwnerLink name={event.owner} /><Disputed event={event} kind="owner" /></> : <span class="muted">not known</span>}
    </td>
  );
}
