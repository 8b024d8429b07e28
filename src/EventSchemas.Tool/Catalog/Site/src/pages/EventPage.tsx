import type { ComponentChildren } from 'preact';
import type { CatalogEvent } from '../data/catalog';
import { levelWords } from '../data/edits';
import { titleOf } from '../data/index';
import { seenOf } from '../data/observed';
import { toEvent, toEvents, toMap, type Route } from '../data/routes';
import { counted, dayText, flagWord } from '../data/words';
import { CopyButton, Name, OutLink, PlaceLink, WordChip } from '../parts/basics';
import { ConflictNotice, Disputed, EventChips, EventLink, OwnerLink, ServiceLink } from '../parts/names';
import { SeenText } from '../parts/SeenText';
import { Term } from '../parts/terms';
import { AllowedSection } from './event/AllowedSection';
import { CompareSection } from './event/CompareSection';
import { ExamplesSection } from './event/ExamplesSection';
import { FieldsSection } from './event/FieldsSection';
import { JustifiedSection } from './event/JustifiedSection';
import { UsesSection } from './event/UsesSection';
import { VersionsSection } from './event/VersionsSection';

interface EventSection {
  id: string;
  label: string;
  isThere: (event: CatalogEvent) => boolean;
}

const hasSchema = (event: CatalogEvent) => event.versions !== undefined;
const isOpen = (event: CatalogEvent) => hasSchema(event) && event.state !== 'retired';

const sections: EventSection[] = [
  { id: 'uses', label: 'Who sends and reads it', isThere: () => true },
  { id: 'fields', label: 'Fields', isThere: () => true },
  { id: 'examples', label: 'Examples', isThere: hasSchema },
  { id: 'versions', label: 'Versions', isThere: hasSchema },
  { id: 'compare', label: 'Compare versions', isThere: hasSchema },
  { id: 'allowed', label: 'What may still be changed', isThere: isOpen },
  { id: 'justified', label: 'Justified breaks', isThere: event => event.justifiedBreaks !== undefined },
];

export function EventPage({ event, route }: { event: CatalogEvent; route: Route }) {
  const [, , section, ...rest] = route.path;
  const field = section === 'fields' ? rest[0] : undefined;
  const [from, to] = section === 'compare' ? rest : [];
  return (
    <div class="page">
      <nav class="crumbs" aria-label="Where you are">
        <a href={toEvents()}>Events</a>
        {event.subdomain && <><span aria-hidden="true">/</span><a href={toEvents({ subdomain: event.subdomain })}>{event.subdomain}</a></>}
      </nav>
      <div class="page-head">
        <h1 tabIndex={-1}><Name>{titleOf(event)}</Name></h1>
        <p class="event-type-line">
          {titleOf(event) !== event.eventType && <code><Name>{event.eventType}</Name></code>}
          <CopyButton text={event.eventType} what="the event type" />
        </p>
        <EventChips event={event} isLinked />
      </div>
      <div class="with-aside">
        <div class="about">
          <About event={event} />
          <ConflictNotice eventType={event.eventType} />
          {event.retired && (
            <p class="notice notice-quiet">
              <span>
                <strong>Retired{event.retired.day && <> on {dayText(event.retired.day)}</>}.</strong> {event.retired.reason}
                {event.retired.replacedBy && <> Use <EventLink eventType={event.retired.replacedBy} /> instead.</>}
              </span>
            </p>
          )}
        </div>
        <aside class="aside" aria-label="Facts">
          <nav class="contents" aria-label="On this page">
            <h2>On this page</h2>
            <ul>
              {sections.filter(section => section.isThere(event)).map(section => (
                <li key={section.id}><a href={toEvent(event.eventType, section.id)}>{section.label}</a></li>
              ))}
            </ul>
          </nav>
          <Facts event={event} />
        </aside>
        <div class="body">
          <UsesSection event={event} />
          <FieldsSection key={field} event={event} target={field} />
          {hasSchema(event) && (
            <>
              <ExamplesSection event={event} />
              <VersionsSection event={event} />
              <CompareSection event={event} from={from} to={to} />
              {isOpen(event) && <AllowedSection event={event} />}
            </>
          )}
          {event.justifiedBreaks && <JustifiedSection breaks={event.justifiedBreaks} />}
        </div>
      </div>
    </div>
  );
}

function About({ event }: { event: CatalogEvent }) {
  return (
    <div class="prose">
      {event.summary
        ? <p class="lead">{event.summary}</p>
        : (
          <p class="lead muted">
            {event.state === 'retired'
              ? 'It has ended, and no build declares it any more.'
              : event.state === 'undeclared'
              ? 'No build in this catalogue declares this event; it is only known that somebody sends or reads it.'
              : 'Its declaration has no documentation that says what it means and when it is sent.'}
          </p>
        )}
      {event.description?.split(/\n\s*\n/).map((paragraph, i) => <p key={i}>{paragraph}</p>)}
    </div>
  );
}

function Facts({ event }: { event: CatalogEvent }) {
  const { flag, links } = event;
  return (
    <dl class="facts">
      <Fact label="Owner" word="owner">{event.owner && <><OwnerLink name={event.owner} /><Disputed event={event} kind="owner" /></>}</Fact>
      <Fact label="Service" otherwise={null}>{event.owningService && <ServiceLink name={event.owningService} />}</Fact>
      <Fact label="Topic" word="topic">
        {event.topic && (
          <><a href={toMap('topic', event.topic)}><Name>{event.topic}</Name></a><Disputed event={event} kind="topic" /></>
        )}
      </Fact>
      <Fact label="Key" word="key">
        {event.key && <><code><Name>{event.key}</Name></code>{event.keyFormat && <span class="muted"> {event.keyFormat}</span>}</>}
      </Fact>
      <Fact label="Flag" word="flag" otherwise={withoutFlag(event)}>
        {flag && (
          <>
            <code><Name>{flag.name}</Name></code>
            <span class="fact-line"><WordChip word={flagWord(flag)} /></span>
            {flag.removeBy && <span class="fact-line muted">last day {dayText(flag.removeBy)}</span>}
          </>
        )}
      </Fact>
      <Fact label="Level" word="compatibility">
        {event.compatibility && (
          <>
            <code class="level"><Name>{event.compatibility}</Name></code>
            {levelWords(event.compatibility) && (
              <span class="fact-line muted">{levelWords(event.compatibility)}{event.justifiedBreaks && ', but for justified breaks'}</span>
            )}
          </>
        )}
      </Fact>
      <Fact label="Seen" word="seen" otherwise={null}>{event.observed && <SeenText seen={seenOf(event)} />}</Fact>
      <Fact label="Transport" word="bus">{event.transports?.join(', ')}</Fact>
      <Fact label="Personal data" word="personal-data" otherwise={event.hasPersonalData === 'no' ? 'none' : 'not known'}>
        {event.personalData && <a href={toEvent(event.eventType, 'fields')}>{counted(event.personalData.length, 'field')}</a>}
      </Fact>
      {event.role === 'mirror' && <Fact label="Role" word="mirror">a copy of another team’s event</Fact>}
      {event.declaredBy && (
        <Fact label="Declared by" word="declared">
          {event.declaredBy.map((name, i) => <span key={name}>{i > 0 && ', '}<ServiceLink name={name} /></span>)}
        </Fact>
      )}
      {event.record && <Fact label="Record"><code><Name>{event.record}</Name></code></Fact>}
      {event.attribute && <Fact label="Attribute"><code>{event.attribute}</code></Fact>}
      {event.changed && <Fact label="Changed"><time dateTime={event.changed.day}>{dayText(event.changed.day)}</time></Fact>}
      <Fact label="Source" otherwise={null}>
        {event.file && <PlaceLink place={{ file: event.file, line: event.line, url: links?.source }} />}
      </Fact>
      <Fact label="Contract" word="contract" otherwise={null}>
        {links?.contract && <OutLink url={links.contract}>contract file</OutLink>}
      </Fact>
      <Fact label="Map"><a href={toMap('event', event.eventType)}>Show its neighbours</a></Fact>
    </dl>
  );
}

function withoutFlag(event: CatalogEvent): string | null {
  return event.state === 'retired' ? null
    : event.stableBecause ? `none: ${event.stableBecause}`
      : event.state === 'undeclared' || event.role === 'mirror' ? 'not known'
        : 'none';
}

function Fact({ label, word, otherwise = 'not known', children }: {
  label: string; word?: string; otherwise?: string | null; children: ComponentChildren;
}) {
  return children || otherwise
    ? <div><dt>{word ? <Term id={word}>{label}</Term> : label}</dt><dd>{children || <span class="muted">{otherwise}</span>}</dd></div>
    : null;
}
