import type { Break, CatalogEvent, Change, Effect, Step } from '../../data/catalog';
import { sendersOf, servicesOf, versionName } from '../../data/index';
import { toEvent } from '../../data/routes';
import { breakStateWord, breakWords, defaultText } from '../../data/words';
import { Chip, Empty, Name, WordChip } from '../../parts/basics';
import { ServiceList } from '../../parts/names';
import { Paged } from '../../parts/Paged';
import { RuleLink } from '../../parts/RuleLink';

/** What changed from one version of an event to another one, and which services break by it. */
export interface VersionPair {
  event: CatalogEvent;
  from: string;
  to: string;
}

const changesShown = 8;

export function ChangeList({ id, pair, changes }: { id: string; pair: VersionPair; changes: Change[] | undefined }) {
  const list = `changes ${id} ${pair.from} ${pair.to}`;
  if (!changes) {
    return <Empty title="These two aren’t compared">Of many versions, only neighbours and the newest are. Compare neighbours.</Empty>;
  }
  if (changes.length === 0) {
    return <p class="muted">Nothing that a reader or a writer sees has changed.</p>;
  }
  const breaks = [...new Set(changes.flatMap(change => change.breaks ?? []))].filter(one => one !== 'meaning');
  return (
    <>
      <Paged key={list} id={list} items={changes} first={changesShown} what="changes">
        {shown => <ul class="changes">{shown.map((change, i) => <ChangeItem key={i} pair={pair} change={change} />)}</ul>}
      </Paged>
      {breaks.map(one => <WhoBreaks key={one} pair={pair} what={one} />)}
    </>
  );
}

function ChangeItem({ pair, change }: { pair: VersionPair; change: Change }) {
  const names = namesOf(pair);
  return (
    <li>
      <span class="change-text"><Name>{change.text}</Name></span>
      <span class="chips">
        {change.breaks
          ? change.breaks.map(one => (
            <Chip key={one} tone={breakWords[one].tone} title={breakWords[one].text(...names)}>{breakWords[one].label(...names)}</Chip>
          ))
          : <Chip tone="good">Breaks nobody</Chip>}
      </span>
      {change.instead && (
        <ul class="effects">{change.instead.map((one, i) => <li key={i}>{defaultText(one, ...names)}</li>)}</ul>
      )}
      {change.effects && (
        <ul class="effects">{change.effects.map((effect, i) => <EffectItem key={i} pair={pair} effect={effect} />)}</ul>
      )}
    </li>
  );
}

function EffectItem({ pair, effect }: { pair: VersionPair; effect: Effect }) {
  return (
    <li>
      {effect.breaks?.map(one => <span key={one}>{breakWords[one].text(...namesOf(pair))} </span>)}
      <RuleLink id={effect.rule} /> on {effect.transport}
      {effect.levels && <>, forbidden by {effect.levels.join(', ')}</>}
      <Justified event={pair.event} of={effect} />
      {effect.steps && (
        <ul class="effects">
          {effect.steps.map((step, i) => (
            <li key={i}>
              From {versionName(step.from)} to {versionName(step.to)}: <RuleLink id={step.rule} />
              <Justified event={pair.event} of={step} isStep />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** The justification that was given for a change, or that the event's level asks for one and there is none. */
function Justified({ event, of, isStep = false }: { event: CatalogEvent; of: Effect | Step; isStep?: boolean }) {
  const justified = of.justified === undefined ? undefined : event.justifiedBreaks?.[of.justified];
  if (justified) {
    return (
      <span class="effect-justified">
        <a href={toEvent(event.eventType, 'justified')}>Justified</a>{justified.reason && <>: {justified.reason}</>}{' '}
        {justified.agreedBy && <>Agreed by {justified.agreedBy}. </>}
        <WordChip word={breakStateWord(justified)} />
      </span>
    );
  }
  return isStep && event.state === 'declared' && event.compatibility && of.levels?.includes(event.compatibility)
    ? <span class="effect-justified">Its source has no justification of this step.</span>
    : null;
}

/** The services of this catalogue that can't read what others write. */
function WhoBreaks({ pair, what }: { pair: VersionPair; what: Exclude<Break, 'meaning'> }) {
  const { event } = pair;
  const [read, written] = what === 'olderReaders' ? [pair.from, pair.to] : [pair.to, pair.from];
  const readers = (event.subscribers ?? []).filter(use => use.version === read);
  const unknown = (event.subscribers ?? []).filter(use => use.version === undefined);
  const writers = sendersOf(event).filter(use => use.version === written);
  return (
    <p class={readers.length > 0 && writers.length > 0 ? 'notice notice-bad who-breaks' : 'notice notice-quiet who-breaks'}>
      <span>
        {readers.length === 0
          ? <>No service here reads {versionName(read)}.</>
          : (
            <>
              <strong><ServiceList names={servicesOf(readers)} /></strong> {verb(readers, 'read')} {versionName(read)}
              {writers.length > 0
                ? (
                  <>
                    {' '}and can’t read what <ServiceList names={servicesOf(writers)} /> {verb(writers, 'write')} with{' '}
                    {versionName(written)}.
                  </>
                )
                : <>. No service here writes {versionName(written)}.</>}
            </>
          )}
        {unknown.length > 0 && <> It isn’t known which version <ServiceList names={servicesOf(unknown)} /> reads.</>}
      </span>
    </p>
  );
}

function verb(uses: { service: string }[], word: string): string {
  return servicesOf(uses).length === 1 ? `${word}s` : word;
}

function namesOf(pair: VersionPair): [string, string] {
  return [versionName(pair.from), versionName(pair.to)];
}

export function sentence(text: string): string {
  return text && text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}
