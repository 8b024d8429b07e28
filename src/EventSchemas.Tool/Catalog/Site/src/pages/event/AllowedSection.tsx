import type { Allowed, CatalogEvent, Verdict } from '../../data/catalog';
import { changeKinds, copyVerdictWords, editWords, orderWords, type ChangeKind } from '../../data/edits';
import { grouped } from '../../data/index';
import { counted, verdictOrder, verdictWords, type ShownVerdict } from '../../data/words';
import { Empty, Name, Section, WordChip } from '../../parts/basics';
import { useCatalog, useKept } from '../../parts/context';
import { Icon } from '../../parts/icons';
import { OwnerLink } from '../../parts/names';
import { Paged } from '../../parts/Paged';
import { RuleLink } from '../../parts/RuleLink';
import { Term } from '../../parts/terms';
import { sentence } from './ChangeList';

export function AllowedSection({ event }: { event: CatalogEvent }) {
  const byVerdict = grouped(event.allowed ?? [], shownVerdictOf) as Map<ShownVerdict, Allowed[]>;
  const isCopy = event.role === 'mirror';
  return (
    <Section id="allowed" title="What may still be changed" word="break">
      {isCopy && <OwnerDecides event={event} />}
      {byVerdict.size === 0
        ? <Empty title="It isn’t known what may be changed">No build in this catalogue has the event’s contract.</Empty>
        : (
          <>
            {isCopy && <h3>What may change in the copy here</h3>}
            <div class="verdicts">
              {verdictOrder.filter(verdict => byVerdict.has(verdict)).map(verdict => (
                <VerdictPart key={verdict} event={event} verdict={verdict} allowed={byVerdict.get(verdict)!} isCopy={isCopy} />
              ))}
            </div>
          </>
        )}
    </Section>
  );
}

function shownVerdictOf(allowed: Allowed): ShownVerdict {
  return allowed.verdict === 'yes' && allowed.why !== undefined ? 'withDefault' : allowed.verdict;
}

/** What somebody wants to know first of an event of another team: nothing here says what may change in it. */
function OwnerDecides({ event }: { event: CatalogEvent }) {
  return (
    <div class="notice notice-owner">
      <div>
        <p>
          <strong>This event belongs to {event.owner ? <OwnerLink name={event.owner} /> : 'another team'}.</strong>{' '}
          What may change in it is decided there: <Term id="mirror">ask its owner.</Term>
        </p>
        <p>
          Here is a copy of its description, and only the copy can be changed here. Whatever is done to it, the event is sent as before:
          a field that is left out of the copy is still in every message, and isn’t read here any more.
        </p>
      </div>
    </div>
  );
}

const kindsShown = 4;

function VerdictPart({ event, verdict, allowed, isCopy }: {
  event: CatalogEvent; verdict: ShownVerdict; allowed: Allowed[]; isCopy: boolean;
}) {
  const kinds = changeKinds
    .map(kind => ({ kind, of: allowed.filter(one => kind.kinds.includes(one.kind)) }))
    .filter(({ of }) => of.length > 0);
  const word = isCopy ? copyVerdictWords[verdict as Verdict] : verdictWords[verdict];
  const title = (!isCopy && verdict === 'yes' && orderWords(event.compatibility)) || word.title;
  return (
    <div class="verdict">
      <div class="verdict-head">
        <h3><WordChip word={{ label: word.label, tone: word.tone }} /> <span class="muted">{title}</span></h3>
        <span class="muted">{counted(kinds.length, 'kind')} of change</span>
      </div>
      <Paged id={`kinds of ${verdict}`} items={kinds} first={kindsShown} what="kinds">
        {shown => (
          <ul class="kinds">
            {shown.map(({ kind, of }) => (
              <KindItem key={kind.label} id={`${verdict} ${kind.label}`} event={event} kind={kind} allowed={of} isCopy={isCopy} />
            ))}
          </ul>
        )}
      </Paged>
    </div>
  );
}

const placesAtOnce = 3;

function KindItem({ id, event, kind, allowed, isCopy }: {
  id: string; event: CatalogEvent; kind: ChangeKind; allowed: Allowed[]; isCopy: boolean;
}) {
  const [isOpen, setOpen] = useKept(`open ${id}`, () => false);
  const places = [...new Set(allowed.flatMap(one => placesOf(event, one)))];
  return (
    <li>
      <details class="kind" open={isOpen} onToggle={toggled => setOpen(toggled.currentTarget.open)}>
        <summary>
          <Icon name="right" />
          <strong>{isCopy ? kind.inCopy ?? kind.label : kind.label}</strong>{' '}
          <span class="kind-count">{counted(places.length, 'place')}</span>{' '}
          <span class="kind-places">
            <Places places={places.slice(0, placesAtOnce)} />{places.length > placesAtOnce && ' …'}
          </span>
        </summary>
        <ul>{allowed.map((one, i) => <AllowedItem key={i} event={event} allowed={one} kind={kind} />)}</ul>
      </details>
    </li>
  );
}

function placesOf(event: CatalogEvent, allowed: Allowed): string[] {
  return (allowed.at ?? []).map(at => typeof at === 'number' ? event.fields![at]!.path : at);
}

function Places({ places }: { places: string[] }) {
  return (
    <>
      {places.map((place, i) => (
        <span key={place}>{i > 0 && ', '}{place === '' ? 'at the top level' : <code><Name>{place}</Name></code>}</span>
      ))}
    </>
  );
}

function AllowedItem({ event, allowed, kind }: { event: CatalogEvent; allowed: Allowed; kind: ChangeKind }) {
  const { texts } = useCatalog().catalog;
  const edit = texts[allowed.edit] ?? '';
  const places = placesOf(event, allowed);
  return (
    <li>
      {kind.hasDetail && <>{editWords(edit)}{places.length > 0 && ': '}</>}
      <span class="allowed-at"><Places places={places} /></span>
      {(allowed.why !== undefined || allowed.rules) && (
        <span class="allowed-why">
          {allowed.why !== undefined && <>{sentence(texts[allowed.why] ?? '')} </>}
          {allowed.rules?.map((rule, i) => <span key={rule}>{i > 0 && ', '}<RuleLink id={rule} /></span>)}
        </span>
      )}
    </li>
  );
}
