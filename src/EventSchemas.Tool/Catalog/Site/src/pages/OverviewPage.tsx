import type { Catalog } from '../data/catalog';
import { brokenReadsOf, isReadByAnyOnly, olderUsesOf, switchedOffIn } from '../data/index';
import { toEvents, toMap, toReview } from '../data/routes';
import { counted, dayText, type Tone } from '../data/words';
import { Empty, Section } from '../parts/basics';
import { useCatalog } from '../parts/context';
import { Icon } from '../parts/icons';
import { ConflictList, EventLink } from '../parts/names';
import { Paged } from '../parts/Paged';

interface Alarm {
  count: (catalog: Catalog) => number;
  one: string;
  many: string;
  text: string;
  tone: Tone;
  address: string;
}

const alarms: Alarm[] = [
  {
    count: ({ events }) => events.flatMap(brokenReadsOf).length,
    one: 'reader that can’t read what is sent', many: 'readers that can’t read what is sent',
    text: 'Its version breaks by the one that others send', tone: 'bad', address: toReview('broken'),
  },
  {
    count: ({ totals }) => totals.expiredFlags, one: 'expired flag', many: 'expired flags',
    text: 'Should have been removed', tone: 'bad', address: toReview('flags'),
  },
  {
    count: ({ totals }) => totals.expiredBreaks, one: 'expired break', many: 'expired breaks',
    text: 'The justification holds no more', tone: 'bad', address: toReview('breaks'),
  },
  {
    count: ({ totals }) => totals.flagsDueSoon, one: 'flag due soon', many: 'flags due soon',
    text: 'To be removed before the last day', tone: 'warn', address: toReview('flags'),
  },
  {
    count: ({ totals }) => totals.neverConsumed, one: 'event never consumed', many: 'events never consumed',
    text: 'Published, and nobody reads it', tone: 'warn', address: toReview('never-consumed'),
  },
  {
    count: ({ totals }) => totals.neverPublished, one: 'event never published', many: 'events never published',
    text: 'Consumed, and nobody sends it', tone: 'warn', address: toReview('never-published'),
  },
  {
    count: ({ totals }) => totals.seenOnly,
    one: 'publisher seen on the bus and not explained', many: 'publishers seen on the bus and not explained',
    text: 'No build and no settings say that it sends the event', tone: 'warn', address: toReview('seen'),
  },
  {
    count: ({ totals }) => totals.personalDataUnknown,
    one: 'event whose personal data isn’t known', many: 'events whose personal data isn’t known',
    text: 'No contract says which fields are personal', tone: 'quiet', address: toReview('personal-data-unknown'),
  },
  {
    count: ({ events }) => events.flatMap(olderUsesOf).length, one: 'older version in use', many: 'older versions in use',
    text: 'A service was built with a version that isn’t the newest', tone: 'warn', address: toReview('older'),
  },
  {
    count: ({ events }) => events.filter(event => switchedOffIn(event).length > 0).length,
    one: 'event with a publisher that is switched off', many: 'events with a publisher that is switched off',
    text: 'A setting says that it isn’t sent', tone: 'quiet', address: toReview('switched-off'),
  },
  {
    count: ({ events }) => events.filter(isReadByAnyOnly).length,
    one: 'event read by handlers of any event only', many: 'events read by handlers of any event only',
    text: 'Nobody here reads it by name', tone: 'quiet', address: toReview('any-only'),
  },
  {
    count: ({ totals }) => totals.justifiedBreaks - totals.expiredBreaks, one: 'justified break', many: 'justified breaks',
    text: 'Accepted with a reason, and not expired', tone: 'quiet', address: toReview('breaks'),
  },
];

export function OverviewPage() {
  const { catalog, owners, subdomains, topics } = useCatalog();
  const { totals } = catalog;
  const lately = catalog.events.filter(event => event.changed?.isLately).sort((a, b) => a.changed!.days - b.changed!.days);
  const raised = alarms.map(alarm => ({ ...alarm, count: alarm.count(catalog) })).filter(alarm => alarm.count > 0);

  return (
    <div class="page">
      <div class="hero">
        <h1 tabIndex={-1}>{catalog.title}</h1>
        <p class="lead">
          Which events exist, who owns them, who sends and who reads them. As of{' '}
          <time dateTime={catalog.day}>{dayText(catalog.day)}</time>.
        </p>
        <ul class="stats">
          <Stat value={totals.events} label={totals.events === 1 ? 'event' : 'events'} address={toEvents()} />
          <Stat value={totals.services} label={totals.services === 1 ? 'service' : 'services'} address="#/services" />
          <Stat value={topics.size} label={topics.size === 1 ? 'topic' : 'topics'} address={toMap()} />
          <Stat value={totals.personalDataEvents} label="with personal data" address={toReview('personal-data')} />
          <Stat value={totals.changedLately} label="changed lately" address={toEvents({ changed: 'lately' })} />
          <Stat value={totals.retired} label="retired" address={toReview('retired')} />
        </ul>
      </div>

      {catalog.conflicts && (
        <Section id="conflicts" title="Conflicts" aside={<span class="count">{catalog.conflicts.length}</span>}>
          <Paged id="conflicts" items={catalog.conflicts} first={conflictsShown} what="conflicts">
            {shown => <ConflictList conflicts={shown} withEvent />}
          </Paged>
        </Section>
      )}

      <Section id="attention" title="Needs attention">
        {raised.length === 0
          ? <Empty title="Nothing needs attention">No orphan, no flag to be removed and no justified break.</Empty>
          : (
            <ul class="alarms">
              {raised.map(alarm => (
                <li key={alarm.one}>
                  <a class={`alarm alarm-${alarm.tone}`} href={alarm.address}>
                    <span class="alarm-count">{alarm.count}</span>
                    <span>
                      <strong>{alarm.count === 1 ? alarm.one : alarm.many}</strong>
                      <span class="muted">{alarm.text}</span>
                    </span>
                    <Icon name="right" />
                  </a>
                </li>
              ))}
            </ul>
          )}
      </Section>

      <div class="columns">
        <Section id="lately" title="Changed lately">
          {lately.length === 0
            ? <Empty title="No event changed lately">The day of a version is the day on which it was first in a catalogue.</Empty>
            : (
              <ul class="plain-list">
                {lately.slice(0, latelyShown).map(event => (
                  <li key={event.eventType}>
                    <EventLink eventType={event.eventType} long />
                    <time class="muted" dateTime={event.changed!.day}>{dayText(event.changed!.day)}</time>
                  </li>
                ))}
              </ul>
            )}
        </Section>
        <Section id="owners" title="Owners"><Bars groups={owners} filter="owner" /></Section>
        <Section id="subdomains" title="Subdomains"><Bars groups={subdomains} filter="subdomain" /></Section>
      </div>
    </div>
  );
}

const conflictsShown = 40;
const latelyShown = 8;
const barsShown = 10;

function Stat({ value, label, address }: { value: number; label: string; address: string }) {
  return (
    <li>
      <a class="stat" href={address}>
        <span class="stat-value">{value.toLocaleString('en')}</span> <span class="stat-label">{label}</span>
      </a>
    </li>
  );
}

function Bars({ groups, filter }: { groups: Map<string, unknown[]>; filter: string }) {
  const largest = [...groups].sort(([, a], [, b]) => b.length - a.length).slice(0, barsShown);
  const most = largest[0]?.[1].length ?? 1;
  if (largest.length === 0) {
    return <Empty title="None is named" />;
  }
  return (
    <>
      <ul class="bars">
        {largest.map(([name, events]) => (
          <li key={name}>
            <a href={toEvents({ [filter]: name })}>{name}</a>
            <span class="muted">{counted(events.length, 'event')}</span>
            <span class="bar" style={{ '--part': events.length / most }} />
          </li>
        ))}
      </ul>
      {groups.size > barsShown && <p class="muted">And {groups.size - barsShown} more: the list of events has them all as a filter.</p>}
    </>
  );
}
