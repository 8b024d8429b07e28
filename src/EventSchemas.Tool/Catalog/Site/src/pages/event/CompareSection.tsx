import type { CatalogEvent, Field, Version } from '../../data/catalog';
import { versionName } from '../../data/index';
import { replaceAddress, toEvent } from '../../data/routes';
import { counted } from '../../data/words';
import { Chip, Empty, Name, Section } from '../../parts/basics';
import { useKept } from '../../parts/context';
import { ChangeList } from './ChangeList';
import { FieldType } from './FieldsSection';
import { changesBetween } from './VersionsSection';

export function CompareSection({ event, from, to }: { event: CatalogEvent; from: string | undefined; to: string | undefined }) {
  const { versions = [] } = event;
  if (versions.length < 2) {
    return (
      <Section id="compare" title="Compare versions">
        <Empty title="There is nothing to compare">It has one version so far.</Empty>
      </Section>
    );
  }

  const chosen = [from, to].map(id => versions.findIndex(version => version.id === id));
  const [older, newer] = chosen[0] !== chosen[1] && chosen.every(index => index >= 0)
    ? chosen.toSorted((a, b) => a - b).map(index => versions[index]!) as [Version, Version]
    : versions.slice(-2) as [Version, Version];
  const choose = (a: string, b: string) => replaceAddress(toEvent(event.eventType, 'compare', a, b));

  return (
    <Section id="compare" title="Compare versions">
      <div class="compare-choice">
        <VersionSelect label="Older" chosen={older} versions={versions} other={newer} onChoose={id => choose(id, newer.id)} />
        <span aria-hidden="true">→</span>
        <VersionSelect label="Newer" chosen={newer} versions={versions} other={older} onChoose={id => choose(older.id, id)} />
      </div>
      <div role="status" class="compare-result">
        <h3>From {versionName(older.id)} to {versionName(newer.id)}</h3>
        <ChangeList id="compared" pair={{ event, from: older.id, to: newer.id }} changes={changesBetween(event, older.id, newer.id)} />
      </div>
      <SideBySide event={event} older={older} newer={newer} />
    </Section>
  );
}

function VersionSelect({ label, chosen, versions, other, onChoose }: {
  label: string; chosen: Version; versions: Version[]; other: Version; onChoose: (id: string) => void;
}) {
  return (
    <div class="filter">
      <label for={`compare-${label}`}>{label}</label>
      <select id={`compare-${label}`} value={chosen.id} onChange={change => onChoose(change.currentTarget.value)}>
        {versions.filter(version => version !== other).map(version => (
          <option key={version.id} value={version.id}>{versionName(version.id)}</option>
        ))}
      </select>
    </div>
  );
}

interface Pair {
  path: string;
  older?: Field;
  newer?: Field;
}

type Difference = 'added' | 'removed' | 'changed';

function differenceOf(pair: Pair): Difference | undefined {
  return !pair.older ? 'added' : !pair.newer ? 'removed' : pair.older === pair.newer ? undefined : 'changed';
}

/** What differs is shown at once, and what is the same on request. */
function SideBySide({ event, older, newer }: { event: CatalogEvent; older: Version; newer: Version }) {
  const [isWhole, setWhole] = useKept('same fields', () => false);
  const fieldsOf = (version: Version) => (version.fields ?? []).map(index => event.fields![index]!);
  const pairs = paired(fieldsOf(older), fieldsOf(newer));
  const shown = isWhole ? pairs : pairs.filter(differenceOf);
  const same = pairs.filter(pair => !differenceOf(pair)).length;
  const titles = [older, newer].map(version => `In ${versionName(version.id)}`);
  return (
    <>
      {shown.length > 0 && (
        <div class="table-scroll" tabIndex={0} role="group" aria-label="Fields side by side">
          {/* Its rows are laid out as a grid on a phone; the roles keep it a table for a screen reader. */}
          <table class="side-by-side" role="table">
            <thead role="rowgroup">
              <tr role="row">{['Field', ...titles].map(title => <th key={title} role="columnheader" scope="col">{title}</th>)}</tr>
            </thead>
            <tbody role="rowgroup">{shown.map(pair => <PairRow key={pair.path} pair={pair} titles={titles} />)}</tbody>
          </table>
        </div>
      )}
      {same > 0 && (
        <p class="more">
          <button type="button" class="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Hide' : 'Show'} {counted(same, 'field that is the same', 'fields that are the same')}
          </button>
        </p>
      )}
    </>
  );
}

function PairRow({ pair, titles }: { pair: Pair; titles: string[] }) {
  const difference = differenceOf(pair);
  return (
    <tr role="row" class={difference && `row-${difference}`}>
      <th role="rowheader" scope="row">
        <code><Name>{pair.path}</Name></code>{' '}
        {difference && <Chip tone={differenceTones[difference]}>{difference}</Chip>}
      </th>
      <FieldCell field={pair.older} title={titles[0]!} />
      <FieldCell field={pair.newer} title={titles[1]!} />
    </tr>
  );
}

const differenceTones = { added: 'good', removed: 'bad', changed: 'warn' } as const;

function FieldCell({ field, title }: { field: Field | undefined; title: string }) {
  return field
    ? (
      <td role="cell" data-title={title}>
        <FieldType field={field} />
        {field.default !== undefined && <span class="muted"> = <code><Name>{field.default}</Name></code></span>}
      </td>
    )
    : (
      <td role="cell" data-title={title} class="absent">
        <span class="visually-hidden">not there</span><span aria-hidden="true">–</span>
      </td>
    );
}

/** The rows of both, in the order of the newer; what only the older has stands after what it followed there. */
function paired(older: Field[], newer: Field[]): Pair[] {
  const olderByPath = new Map(older.map(field => [field.path, field]));
  const pairs = newer.map((field): Pair => ({ path: field.path, newer: field, ...withOlder(olderByPath.get(field.path)) }));
  const newerPaths = new Set(newer.map(field => field.path));
  older.forEach((field, i) => {
    if (!newerPaths.has(field.path)) {
      const before = older[i - 1];
      const position = before ? pairs.findIndex(pair => pair.path === before.path) + 1 : 0;
      pairs.splice(position, 0, { path: field.path, older: field });
    }
  });
  return pairs;
}

function withOlder(older: Field | undefined): Pick<Pair, 'older'> {
  return older ? { older } : {};
}
