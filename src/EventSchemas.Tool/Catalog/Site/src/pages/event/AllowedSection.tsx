import type { Allowed, CatalogEvent, Verdict } from '../../data/catalog';
import { grouped } from '../../data/index';
import { editWords, verdictOrder, verdictWords } from '../../data/words';
import { Empty, Name, Section, WordChip } from '../../parts/basics';
import { useCatalog } from '../../parts/context';
import { RuleLink } from '../../parts/RuleLink';
import { sentence } from './ChangeList';

export function AllowedSection({ event }: { event: CatalogEvent }) {
  const byVerdict = grouped(event.allowed ?? [], allowed => allowed.verdict) as Map<Verdict, Allowed[]>;
  return (
    <Section id="allowed" title="What may still be changed">
      {event.role === 'mirror' && (
        <p class="muted section-note">
          Another team owns the event: this is about the record that describes it here, and must read what that team sends.
        </p>
      )}
      {byVerdict.size === 0
        ? <Empty title="It isn’t known what may be changed">No build in this catalogue has the event’s contract.</Empty>
        : (
          <div class="verdicts">
            {verdictOrder.filter(verdict => byVerdict.has(verdict)).map(verdict => (
              <div key={verdict} class="verdict">
                <h3><WordChip word={verdictWords[verdict]} /> <span class="muted">{verdictWords[verdict].title}</span></h3>
                <ul>{byVerdict.get(verdict)!.map((allowed, i) => <AllowedItem key={i} event={event} allowed={allowed} />)}</ul>
              </div>
            ))}
          </div>
        )}
    </Section>
  );
}

const placesShown = 8;

function AllowedItem({ event, allowed }: { event: CatalogEvent; allowed: Allowed }) {
  const { texts } = useCatalog().catalog;
  const places = (allowed.at ?? []).map(at => typeof at === 'number' ? event.fields![at]!.path : at);
  const list = (shown: string[]) => shown.map((place, i) => (
    <span key={place}>{i > 0 && ', '}{place === '' ? 'at the top level' : <code><Name>{place}</Name></code>}</span>
  ));
  const edit = texts[allowed.edit] ?? '';
  return (
    <li>
      <strong>{editWords[edit] ?? sentence(edit).replace(/\.$/, '')}</strong>
      {places.length > 0 && (
        <span class="allowed-at">
          : {list(places.slice(0, placesShown))}
          {places.length > placesShown && (
            <details class="inline-details">
              <summary>and {places.length - placesShown} more</summary>{list(places.slice(placesShown))}
            </details>
          )}
        </span>
      )}
      {(allowed.why !== undefined || allowed.rules) && (
        <span class="allowed-why">
          {allowed.why !== undefined && <>{sentence(texts[allowed.why] ?? '')} </>}
          {allowed.rules?.map((rule, i) => <span key={rule}>{i > 0 && ', '}<RuleLink id={rule} /></span>)}
        </span>
      )}
    </li>
  );
}
