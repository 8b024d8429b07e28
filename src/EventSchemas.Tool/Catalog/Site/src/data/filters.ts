import type { CatalogEvent } from './catalog';
import { brokenReadsOf, isReadByAnyOnly, olderUsesOf, rulesOf, seenOnlyIn, servicesOf, switchedOffIn, topicsOf, type CatalogIndex } from './index';

export interface Choice {
  value: string;
  label: string;
  /** Further words by which a search finds it. */
  words?: string;
}

/** What the list of events can be narrowed by; `key` is its name in the address. */
export interface Filter {
  key: string;
  label: string;
  any: string;
  choices: Choice[];
  /** Its choices are states of events rather than names, and are found by a search too. */
  isState?: boolean;
  valuesOf: (event: CatalogEvent) => (string | undefined)[];
}

const unset = '(none)';

export function filtersOf(index: CatalogIndex): Filter[] {
  return [
    named('owner', 'Owner', 'Any owner', index.owners, event => [event.owner]),
    named('subdomain', 'Subdomain', 'Any subdomain', index.subdomains, event => [event.subdomain]),
    named('topic', 'Topic', 'Any topic', index.topics, topicsOf),
    {
      key: 'flagState',
      label: 'Flag state',
      any: 'Any flag state',
      choices: [
        { value: 'expired', label: 'Expired flag', words: 'past its last day' },
        { value: 'dueSoon', label: 'Flag due soon' },
        { value: 'open', label: 'Flag in time' },
        { value: 'undated', label: 'Flag without a last day', words: 'undated' },
        { value: unset, label: 'No flag' },
        { value: 'unknown', label: 'Flag not known' },
      ],
      isState: true,
      valuesOf: event => [event.flag?.state ?? (event.state === 'declared' && event.role !== 'mirror' ? unset : 'unknown')],
    },
    named('flag', 'Flag', 'Any flag', index.flags, event => [event.flag?.name]),
    {
      key: 'personal',
      label: 'Personal data',
      any: 'With or without',
      choices: [
        { value: 'yes', label: 'With personal data', words: 'gdpr pii' },
        { value: 'no', label: 'Without personal data' },
        { value: 'unknown', label: 'Personal data not known', words: 'gdpr pii' },
      ],
      isState: true,
      valuesOf: event => [event.hasPersonalData],
    },
    {
      key: 'orphan',
      label: 'Orphans',
      any: 'All',
      choices: [
        { value: 'any', label: 'Any orphan' },
        { value: 'neverConsumed', label: 'Never consumed', words: 'never read, nobody reads it' },
        { value: 'neverPublished', label: 'Never published', words: 'never sent, nobody sends it' },
        { value: 'switchedOff', label: 'Every publisher switched off', words: 'disabled' },
        { value: 'anyOnly', label: 'Read by handlers of any event only' },
      ],
      isState: true,
      valuesOf: event => [...event.orphan ? ['any', event.orphan] : [], ...isReadByAnyOnly(event) ? ['anyOnly'] : []],
    },
    {
      key: 'changed',
      label: 'Changed',
      any: 'At any time',
      choices: [{ value: 'lately', label: 'Changed lately' }],
      isState: true,
      valuesOf: event => [event.changed?.isLately ? 'lately' : undefined],
    },
    {
      key: 'state',
      label: 'State',
      any: 'Any state',
      choices: [
        { value: 'declared', label: 'Declared' },
        { value: 'undeclared', label: 'Undeclared', words: 'declared by no build' },
        { value: 'retired', label: 'Retired', words: 'ended' },
        { value: 'mirror', label: 'Mirror', words: 'another team’s' },
        { value: 'conflict', label: 'In conflict', words: 'contradicting builds' },
      ],
      isState: true,
      valuesOf: event => [event.state, event.role, index.conflicts.has(event.eventType) ? 'conflict' : undefined],
    },
    {
      key: 'use',
      label: 'In use',
      any: 'In any way',
      choices: [
        { value: 'broken', label: 'With a reader that can’t read it', words: 'broken' },
        { value: 'older', label: 'Older version in use', words: 'outdated' },
        { value: 'seen', label: 'Publisher not explained', words: 'no build known, unknown source' },
        { value: 'off', label: 'Publisher switched off', words: 'disabled' },
        { value: 'justified', label: 'With a justified break' },
        { value: 'expiredBreak', label: 'With an expired break', words: 'justification' },
      ],
      isState: true,
      valuesOf: event => [
        brokenReadsOf(event).length > 0 ? 'broken' : undefined,
        olderUsesOf(event).length > 0 ? 'older' : undefined,
        seenOnlyIn(event).length > 0 ? 'seen' : undefined,
        switchedOffIn(event).length > 0 ? 'off' : undefined,
        event.justifiedBreaks ? 'justified' : undefined,
        event.justifiedBreaks?.some(one => one.state === 'expired') ? 'expiredBreak' : undefined,
      ],
    },
    named('source', 'Publisher not explained', 'All', index.sources, event => servicesOf(seenOnlyIn(event))),
    named('rule', 'Rule', 'Any rule', index.rules, rulesOf),
  ];
}

function named(
  key: string, label: string, any: string, names: Map<string, unknown>, valuesOf: (event: CatalogEvent) => (string | undefined)[]): Filter {
  return {
    key,
    label,
    any,
    choices: [...[...names.keys()].map(name => ({ value: name, label: name })), { value: unset, label: 'None' }],
    valuesOf: event => {
      const values = valuesOf(event).filter(value => value !== undefined);
      return values.length > 0 ? values : [unset];
    },
  };
}

export function passes(event: CatalogEvent, filters: Filter[], query: URLSearchParams): boolean {
  return filters.every(filter => {
    const wanted = query.get(filter.key);
    return !wanted || filter.valuesOf(event).includes(wanted);
  });
}
