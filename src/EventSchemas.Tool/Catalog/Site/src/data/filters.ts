import type { CatalogEvent } from './catalog';
import type { CatalogIndex } from './index';

export interface Choice {
  value: string;
  label: string;
}

/** What the list of events can be narrowed by; `key` is its name in the address. */
export interface Filter {
  key: string;
  label: string;
  any: string;
  choices: Choice[];
  valuesOf: (event: CatalogEvent) => (string | undefined)[];
}

const unset = '(none)';

export function filtersOf(index: CatalogIndex): Filter[] {
  return [
    named('owner', 'Owner', 'Any owner', index.owners, event => event.owner),
    named('subdomain', 'Subdomain', 'Any subdomain', index.subdomains, event => event.subdomain),
    named('topic', 'Topic', 'Any topic', index.topics, event => event.topic),
    {
      key: 'flagState',
      label: 'Flag state',
      any: 'Any flag state',
      choices: [
        { value: 'expired', label: 'Past its last day' },
        { value: 'dueSoon', label: 'Due soon' },
        { value: 'open', label: 'In time' },
        { value: 'undated', label: 'Without a last day' },
        { value: unset, label: 'No flag' },
      ],
      valuesOf: event => [event.flag?.state ?? unset],
    },
    named('flag', 'Flag', 'Any flag', index.flags, event => event.flag?.name),
    {
      key: 'personal',
      label: 'Personal data',
      any: 'With or without',
      choices: [{ value: 'yes', label: 'With personal data' }, { value: 'no', label: 'Without' }],
      valuesOf: event => [event.personalData ? 'yes' : 'no'],
    },
    {
      key: 'orphan',
      label: 'Orphans',
      any: 'All',
      choices: [
        { value: 'any', label: 'Any orphan' },
        { value: 'neverConsumed', label: 'Never consumed' },
        { value: 'neverPublished', label: 'Never published' },
      ],
      valuesOf: event => event.orphan ? ['any', event.orphan] : [],
    },
    {
      key: 'changed',
      label: 'Changed',
      any: 'At any time',
      choices: [{ value: 'lately', label: 'Lately' }],
      valuesOf: event => [event.changed?.isLately ? 'lately' : undefined],
    },
    {
      key: 'state',
      label: 'State',
      any: 'Any state',
      choices: [
        { value: 'declared', label: 'Declared' },
        { value: 'undeclared', label: 'Declared by no build' },
        { value: 'retired', label: 'Retired' },
      ],
      valuesOf: event => [event.state],
    },
  ];
}

function named(
  key: string, label: string, any: string, names: Map<string, unknown>, valueOf: (event: CatalogEvent) => string | undefined): Filter {
  return {
    key,
    label,
    any,
    choices: [...[...names.keys()].map(name => ({ value: name, label: name })), { value: unset, label: 'None' }],
    valuesOf: event => [valueOf(event) ?? unset],
  };
}

export function passes(event: CatalogEvent, filters: Filter[], query: URLSearchParams): boolean {
  return filters.every(filter => {
    const wanted = query.get(filter.key);
    return !wanted || filter.valuesOf(event).includes(wanted);
  });
}
