import type { CatalogEvent, Conflict } from '../data/catalog';
import { isOfAny, olderUsesOf, servicesOf, switchedOffIn, titleOf } from '../data/index';
import { toEvent, toEvents, toService } from '../data/routes';
import { conflictKinds, flagWord, orphanWords } from '../data/words';
import { Chip, Name, WordChip } from './basics';
import { useCatalog } from './context';
import { Icon } from './icons';

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
  return names.length === 0
    ? <span class="muted">nobody</span>
    : (
      <>
        {names.map((name, i) => (
          <span key={name}>
            {i > 0 && ', '}<ServiceLink name={name} />{off.includes(name) && <> <Chip tone="warn">switched off</Chip></>}
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

export function OwnerLink({ name }: { name: string }) {
  return <a href={toEvents({ owner: name })}><Name>{name}</Name></a>;
}

/** What somebody should know of an event at first sight. */
export function EventChips({ event }: { event: CatalogEvent }) {
  const conflicts = useCatalog().conflicts.get(event.eventType);
  return (
    <span class="chips">
      {conflicts && <Chip tone="bad">{conflicts.length === 1 ? 'Conflict' : `${conflicts.length} conflicts`}</Chip>}
      {event.state === 'retired' && <Chip tone="quiet">Retired</Chip>}
      {event.state === 'undeclared' && <Chip tone="warn" title="No build declares it">Undeclared</Chip>}
      {event.role === 'mirror' && <Chip tone="quiet" title="Another team owns it, and we describe it">Mirror</Chip>}
      {event.orphan && <WordChip word={orphanWords[event.orphan]} />}
      {switchedOffIn(event).length > 0 && <Chip tone="warn" title="A setting switches a publisher off">Publisher switched off</Chip>}
      {olderUsesOf(event).length > 0 && <Chip tone="warn" title="A service was built with an older version">Older version in use</Chip>}
      {event.flag && (event.flag.state === 'expired' || event.flag.state === 'dueSoon') && (
        <Chip tone={flagWord(event.flag).tone}>Flag {flagWord(event.flag).label.toLowerCase()}</Chip>
      )}
      {event.personalData && <Chip tone="personal">Personal data</Chip>}
      {event.changed?.isLately && <Chip tone="accent">Changed lately</Chip>}
    </span>
  );
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
          </div>
        </li>
      ))}
    </ul>
  );
}
