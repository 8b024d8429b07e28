import type { CatalogEvent, Field, Version } from '../../data/catalog';
import { currentOf, versionName } from '../../data/index';
import { Chip, Empty, Name, Section } from '../../parts/basics';
import { useKept } from '../../parts/context';
import { Icon } from '../../parts/icons';

export function FieldsSection({ event, target }: { event: CatalogEvent; target: string | undefined }) {
  const { versions = [], fields = [] } = event;
  const current = currentOf(event);
  const [id, setId] = useKept(`version of fields ${target ?? ''}`, () => {
    const hasTarget = (version: Version) => target === undefined || version.fields?.some(index => fields[index]!.path === target);
    return current && hasTarget(current) ? current.id : versions.findLast(hasTarget)?.id;
  });
  const version = versions.find(one => one.id === id) ?? current;
  if (!version) {
    return (
      <Section id="fields" title="Fields">
        <Empty title="Its fields aren’t known">
          No build in this catalogue has its schema, and so its versions and what may be changed aren’t known either.
        </Empty>
      </Section>
    );
  }

  const rows = (version.fields ?? []).map(index => fields[index]!);
  return (
    <Section
      id="fields"
      title="Fields"
      aside={versions.length > 1 && (
        <label class="inline-select">
          <span>of</span>
          <select value={version.id} onChange={change => setId(change.currentTarget.value)} aria-label="Fields of which version">
            {versions.toReversed().map(one => (
              <option key={one.id} value={one.id}>
                {versionName(one.id)}{one.isCurrent && one.id !== 'current' ? ' (in the code now)' : ''}
              </option>
            ))}
          </select>
        </label>
      )}
    >
      {rows.length === 0
        ? <Empty title="This version has no fields" />
        : <FieldTree key={version.id} id={version.id} rows={rows} target={target} />}
    </Section>
  );
}

function FieldTree({ id, rows, target }: { id: string; rows: Field[]; target: string | undefined }) {
  const [closedRows, setClosedRows] = useKept<number[]>(`closed fields ${id}`, () => []);
  const closed = new Set(closedRows);
  const toggle = (row: number) => {
    setClosedRows(closed.has(row) ? closedRows.filter(one => one !== row) : [...closedRows, row]);
  };

  let closedDepth = Infinity;
  const shown = rows.map((field, row) => {
    if (field.depth > closedDepth) {
      return null;
    }
    closedDepth = closed.has(row) ? field.depth : Infinity;
    const isParent = (rows[row + 1]?.depth ?? 0) > field.depth;
    return (
      <FieldRow
        key={row}
        field={field}
        isTarget={field.path === target}
        isOpen={isParent ? !closed.has(row) : undefined}
        toggle={() => toggle(row)}
      />
    );
  });
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label="Fields">
      {/* Its rows are laid out as a grid on a phone; the roles keep it a table for a screen reader. */}
      <table class="fields" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Field</th>
            <th role="columnheader" scope="col">Type</th>
            <th role="columnheader" scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody role="rowgroup">{shown}</tbody>
      </table>
    </div>
  );
}

function FieldRow({ field, isTarget, isOpen, toggle }: {
  field: Field; isTarget: boolean; isOpen: boolean | undefined; toggle: () => void;
}) {
  return (
    <tr role="row" data-target={isTarget || undefined}>
      <th role="rowheader" scope="row">
        <span class="field-name" style={{ '--depth': field.depth }}>
          {isOpen === undefined
            ? <span class="twig" />
            : (
              <button type="button" class="twig" aria-expanded={isOpen} aria-label={`Fields of ${field.path}`} onClick={toggle}>
                <Icon name="right" />
              </button>
            )}
          <code title={field.path}>
            {field.depth > 0 && <span class="visually-hidden">{field.path.slice(0, field.path.length - field.name.length)}</span>}
            <Name>{field.name}</Name>
          </code>
        </span>
      </th>
      <td role="cell">
        <FieldType field={field} />
        {field.default !== undefined && <div class="muted">default <code><Name>{field.default}</Name></code></div>}
      </td>
      <td role="cell">
        <span class="chips">
          {field.isKey && <Chip tone="accent">Key</Chip>}
          {field.isPersonal && <Chip tone="personal">Personal data</Chip>}
        </span>
        {field.doc}
      </td>
    </tr>
  );
}

export function FieldType({ field }: { field: Field }) {
  return (
    <>
      <Name>{field.type}</Name>
      {field.symbols && (
        <ul class="symbols" aria-label="Symbols">{field.symbols.map(symbol => <li key={symbol}><code>{symbol}</code></li>)}</ul>
      )}
    </>
  );
}
