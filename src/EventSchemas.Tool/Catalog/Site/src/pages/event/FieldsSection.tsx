import { useState } from 'preact/hooks';
import type { CatalogEvent, Field } from '../../data/catalog';
import { versionName } from '../../data/index';
import { Chip, Empty, Name, Section } from '../../parts/basics';
import { Icon } from '../../parts/icons';

export function FieldsSection({ event }: { event: CatalogEvent }) {
  const { versions = [], fields = [] } = event;
  const newest = versions.at(-1);
  const [id, setId] = useState(newest?.id);
  const version = versions.find(one => one.id === id) ?? newest;
  if (!version) {
    return (
      <Section id="fields" title="Fields">
        <Empty title="Its fields aren’t known">No build in this catalogue has its schema.</Empty>
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
              <option key={one.id} value={one.id}>{versionName(one.id)}{one.isCurrent ? ' (declared now)' : ''}</option>
            ))}
          </select>
        </label>
      )}
    >
      {rows.length === 0 ? <Empty title="This version has no fields" /> : <FieldTree key={version.id} rows={rows} />}
    </Section>
  );
}

function FieldTree({ rows }: { rows: Field[] }) {
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const toggle = (row: number) => {
    const next = new Set(closed);
    if (!next.delete(row)) {
      next.add(row);
    }
    setClosed(next);
  };

  let closedDepth = Infinity;
  const shown = rows.map((field, row) => {
    if (field.depth > closedDepth) {
      return null;
    }
    closedDepth = closed.has(row) ? field.depth : Infinity;
    const isParent = (rows[row + 1]?.depth ?? 0) > field.depth;
    return <FieldRow key={row} field={field} isOpen={isParent ? !closed.has(row) : undefined} toggle={() => toggle(row)} />;
  });
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Fields">
      <table class="fields">
        <thead>
          <tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Default</th><th scope="col">Meaning</th></tr>
        </thead>
        <tbody>{shown}</tbody>
      </table>
    </div>
  );
}

function FieldRow({ field, isOpen, toggle }: { field: Field; isOpen: boolean | undefined; toggle: () => void }) {
  return (
    <tr>
      <th scope="row">
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
      <td><FieldType field={field} /></td>
      <td>{field.default === undefined ? <span class="muted">none</span> : <code><Name>{field.default}</Name></code>}</td>
      <td>
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
      {field.type}
      {field.symbols && (
        <ul class="symbols" aria-label="Symbols">{field.symbols.map(symbol => <li key={symbol}><code>{symbol}</code></li>)}</ul>
      )}
    </>
  );
}
