import type { CatalogEvent, Change, Version } from '../../data/catalog';
import { isUnreleased, versionName } from '../../data/index';
import { seenOf } from '../../data/observed';
import { toEvent } from '../../data/routes';
import { dayText } from '../../data/words';
import { Chip, CopyButton, Section } from '../../parts/basics';
import { useKept } from '../../parts/context';
import { JsonText } from '../../parts/JsonText';
import { SeenText } from '../../parts/SeenText';
import { Term } from '../../parts/terms';
import { ChangeList } from './ChangeList';

export function VersionsSection({ event }: { event: CatalogEvent }) {
  const { versions = [] } = event;
  return (
    <Section id="versions" title="Versions" word="version">
      {event.retired && <p class="muted section-note">What it was: it has ended, and no version is declared any more.</p>}
      <ol class="versions" reversed>
        {versions.map((version, i) => ({ version, previous: versions[i - 1] })).toReversed().map(({ version, previous }) => (
          <VersionItem key={version.id} event={event} version={version} previous={previous} />
        ))}
      </ol>
    </Section>
  );
}

const hashShown = 12;

function VersionItem({ event, version, previous }: { event: CatalogEvent; version: Version; previous: Version | undefined }) {
  const name = versionName(version.id);
  return (
    <li class={version.isCurrent ? 'version version-current' : 'version'}>
      <div class="version-head">
        <h3>{name.charAt(0).toUpperCase() + name.slice(1)}</h3>
        {isUnreleased(event, version.id)
          ? <Term id="unreleased"><Chip tone="warn">not released yet</Chip></Term>
          : version.isCurrent && version.id !== 'current' && <Chip tone="accent">in the code now</Chip>}
        {version.since && <span class="muted">first in a catalogue on <time dateTime={version.since}>{dayText(version.since)}</time></span>}
        {previous && (
          <a class="version-compare" href={toEvent(event.eventType, 'compare', previous.id, version.id)}>
            Compare with {versionName(previous.id)}
          </a>
        )}
      </div>
      {previous
        ? (
          <ChangeList
            id="version"
            pair={{ event, from: previous.id, to: version.id }}
            changes={changesBetween(event, previous.id, version.id)}
          />
        )
        : <p class="muted">The first version.</p>}
      {event.observed && (
        <p class="version-seen">Seen on the bus: <SeenText seen={seenOf(event, one => one.version === version.id)} /></p>
      )}
      {version.libraryBelow && <p class="muted">Of the library below {version.libraryBelow}.</p>}
      {version.schema !== undefined && <Schema version={version} name={name} />}
    </li>
  );
}

/** A schema is written out when it is asked for: some events have many versions of large ones. */
function Schema({ version, name }: { version: Version; name: string }) {
  const [isOpen, setOpen] = useKept(`schema of ${version.id}`, () => false);
  const text = isOpen ? JSON.stringify(version.schema, null, 2) : '';
  return (
    <details class="schema" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        Avro schema{' '}
        {version.sha256 && <code class="hash" title="SHA-256 of the schema">{version.sha256.slice(0, hashShown)}</code>}
      </summary>
      {isOpen && (
        <figure class="code">
          <figcaption>{name}<CopyButton text={text} what={`the schema of ${name}`} /></figcaption>
          <pre tabIndex={0} role="group" aria-label={`Schema of ${name}`}><code><JsonText text={text} /></code></pre>
        </figure>
      )}
    </details>
  );
}

/** Undefined where the catalogue doesn't compare these two. */
export function changesBetween(event: CatalogEvent, from: string, to: string): Change[] | undefined {
  const comparison = event.comparisons?.find(one => one.from === from && one.to === to);
  return comparison && (comparison.changes ?? []).map(index => event.changes![index]!);
}
