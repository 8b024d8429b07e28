import type { CatalogEvent, Conflict } from '../data/catalog';
import { brokenReadsOf, isOfAny, olderUsesOf, seenOnlyIn, servicesOf, switchedOffIn, titleOf } from '../data/index';
import { toEvent, toEvents, toService } from '../data/routes';
import { conflictKinds, flagWord, orphanWords, type Tone } from '../data/words';
import { Chip, Name } from './basics';
import { useCatalog } from './context';
import { Icon } from './icons';
import { TermChip } from './terms';

export function EventLink({ eventType, long = false }: { eventType: string; long?: boolean }) {
  const event = useCatalog().events.get(eventType);
  if (!event) {
    return <code><Name>{eventType}</Name></code>;
  }
  const title = titleOf(event);
  return (
    <span class="event-link">
      <a href={toEvent(eventType)}><Name>{title}</Name></a>
      {long && title !== eventType && <code class="event-type"><Name>{eventType}</Name></code>}
    </span>
  );
}

export function ServiceLink({ name }: { name: string }) {
  return useCatalog().services.has(name) ? <a href={toService(name)}><Name>{name}</Name></a> : <Name>{name}</Name>;
}

export function ServiceList({ names, otherwise = 'nobody' }: { names: readonly string[]; otherwise?: string }) {
  return names.length === 0
    ? <span class="muted">{otherwise}</span>
    : <>{names.map((name, i) => <span key={name}>{i > 0 && ', '}<ServiceLink name={name} /></span>)}</>;
}

/** Who sends an event; who is switched off by a setting is said so. */
export function SenderList({ event }: { event: CatalogEvent }) {
  const names = servicesOf(event.publishers);
  const off = switchedOffIn(event);
  const seen = servicesOf(seenOnlyIn(event)).filter(name => !event.publishers!.some(one => one.service === name && !one.seen));
  return names.length === 0
    ? <span class="muted">nobody</span>
    : (
      <>
        {names.map((name, i) => (
          <span key={name}>
            {i > 0 && ', '}<ServiceLink name={name} />{off.includes(name) && <> <Chip tone="warn">switched off</Chip></>}
            {seen.includes(name) && <> <Chip tone="warn">seen only</Chip></>}
          </span>
        ))}
      </>
    );
}

/** Who reads an event; handlers of any event are said so. */
export function ReaderList({ event }: { event: CatalogEvent }) {
  const named = servicesOf(event.subscribers?.filter(one => !isOfAny(one)));
  const any = servicesOf(event.subscribers?.filter(isOfAny)).filter(name => !named.includes(name));
  const possible = servicesOf(event.possibleSubscribers).filter(name => !named.includes(name) && !any.includes(name));
  const shown = [
    ...named.map(name => ({ name, note: '' })),
    ...any.map(name => ({ name, note: ' (any event)' })),
    ...possible.map(name => ({ name, note: ' (perhaps: any event)' })),
  ];
  return shown.length === 0
    ? <span class="muted">nobody</span>
    : (
      <>
        {shown.map(({ name, note }, i) => (
          <span key={name}>{i > 0 && ', '}<ServiceLink name={name} />{note && <span class="muted">{note}</span>}</span>
        ))}
      </>
    );
}

/** Says at a fact that builds contradict each other about it. */
export function Disputed({ event, kind }: { event: CatalogEvent; kind: string }) {
  const isDisputed = useCatalog().conflicts.get(event.eventType)?.some(conflict => conflict.kind === kind) ?? false;
  return isDisputed ? <> <Chip tone="bad">disputed</Chip></> : null;
}

export function OwnerLink({ name }: { name: string }) {
  return <a href={toEvents({ owner: name })}><Name>{name}</Name></a>;
}

/** What somebody should know of an event at first sight; on its own page the words lead to what they mean. */
export function EventChips({ event, isLinked = false }: { event: CatalogEvent; isLinked?: boolean }) {
  const conflicts = useCatalog().conflicts.get(event.eventType);
  const chips: [id: string, tone: Tone, label: string | undefined | false][] = [
    ['conflict', 'bad', conflicts && (conflicts.length === 1 ? 'Conflict' : `${conflicts.length} conflicts`)],
    ['break', 'bad', brokenReadsOf(event).length > 0 && 'A reader can’t read it'],
    ['retired', 'quiet', event.state === 'retired' && 'Retired'],
    ['declared', 'warn', event.state === 'undeclared' && 'Undeclared'],
    ['mirror', 'quiet', event.role === 'mirror' && 'Mirror'],
    [event.orphan === 'switchedOff' ? 'switched-off' : 'orphan', 'warn', event.orphan && orphanWords[event.orphan].label],
    ['seen', 'warn', seenOnlyIn(event).length > 0 && 'Publisher not explained'],
    ['switched-off', 'warn', switchedOffIn(event).length > 0 && event.orphan !== 'switchedOff' && 'Publisher switched off'],
    ['older', 'warn', olderUsesOf(event).length > 0 && 'Older version in use'],
    ['flag', event.flag ? flagWord(event.flag).tone : 'quiet', flagLabel(event)],
    ['personal-data', 'personal', event.personalData && 'Personal data'],
    ['personal-data', 'quiet', event.hasPersonalData === 'unknown' && 'Personal data not known'],
    ['lately', 'accent', event.changed?.isLately && 'Changed lately'],
  ];
  return (
    <span class="chips">
      {chips.map(([id, tone, label]) => label && <TermChip key={label} id={id} word={{ label, tone }} isLink={isLinked} />)}
    </span>
  );
}

function flagLabel(event: CatalogEvent): string | false {
  const { flag } = event;
  return (flag?.state === 'expired' || flag?.state === 'dueSoon') && `Flag ${flagWord(flag).label.toLowerCase()}`;
}

export function ConflictNotice({ eventType }: { eventType: string }) {
  const conflicts = useCatalog().conflicts.get(eventType);
  return conflicts ? <ConflictList conflicts={conflicts} /> : null;
}

export function ConflictList({ conflicts, withEvent = false }: { conflicts: Conflict[]; withEvent?: boolean }) {
  return (
    <ul class="conflicts" aria-label="Conflicts">
      {conflicts.map((conflict, i) => (
        <li key={i} class="notice notice-bad">
          <Icon name="warning" />
          <div>
            <p>
              <strong>{conflictKinds[conflict.kind] ?? conflict.kind} conflict</strong>
              {withEvent && <> · <EventLink eventType={conflict.event} /></>}
            </p>
            <p>{conflict.text}</p>
            {conflict.claims && (
              <dl class="claims">
                {conflict.claims.map((claim, j) => (
                  <div key={j}><dt><ServiceLink name={claim.service} /></dt><dd><Name>{claim.value}</Name></dd></div>
                ))}
              </dl>
            )}
            {conflict.impact && <p><strong>What breaks:</strong> {conflict.impact}</p>}
            {conflict.actions?.map((action, j) => (
              <p key={j}><strong><ServiceLink name={action.service} /> has to act:</strong> {action.text}</p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
