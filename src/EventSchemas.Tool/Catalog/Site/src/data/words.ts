import type { Break, CatalogEvent, Default, FlagState, JustifiedBreak, Orphan, Surprise, Verdict } from './catalog';

export type Tone = 'good' | 'warn' | 'bad' | 'personal' | 'quiet' | 'accent';

export interface Word {
  label: string;
  tone: Tone;
}

/** Words about a change from one version to another one; both are named. */
interface BreakWord {
  tone: Tone;
  label: (from: string, to: string) => string;
  text: (from: string, to: string) => string;
}

export const breakWords: Record<Break, BreakWord> = {
  olderReaders: {
    tone: 'bad',
    label: from => `Breaks readers of ${from}`,
    text: (from, to) => `A service that reads ${from} can’t read what is written with ${to}.`,
  },
  newerReaders: {
    tone: 'bad',
    label: (_, to) => `Breaks readers of ${to}`,
    text: (from, to) => `A service that reads ${to} can’t read what was written with ${from}.`,
  },
  meaning: {
    tone: 'warn',
    label: () => 'Changes the meaning',
    text: () => 'Every service can read it, and some read something else.',
  },
};

/** A verdict as the page shows it: what is allowed and gives readers a default is apart from what nobody notices. */
export type ShownVerdict = Verdict | 'withDefault';

export const verdictWords: Record<ShownVerdict, Word & { title: string }> = {
  yes: { label: 'Allowed', tone: 'good', title: 'No service breaks.' },
  withDefault: {
    label: 'Allowed, with a default instead', tone: 'warn',
    title: 'No service breaks, and those on another version get a default.',
  },
  changesMeaning: {
    label: 'Allowed, with another meaning', tone: 'warn', title: 'Every service can read it, and some read something else.',
  },
  onRequest: {
    label: 'Allowed when accepted', tone: 'accent',
    title: 'Breaks only what was never released, so that the team can accept it into the contract.',
  },
  no: { label: 'Not allowed', tone: 'bad', title: 'A service breaks: start a new event type instead.' },
};

export const verdictOrder: ShownVerdict[] = ['yes', 'withDefault', 'changesMeaning', 'onRequest', 'no'];

export const orphanWords: Record<Orphan, Word> = {
  neverConsumed: { label: 'Never consumed', tone: 'warn' },
  neverPublished: { label: 'Never published', tone: 'warn' },
  switchedOff: { label: 'Publisher switched off', tone: 'warn' },
};

/** What isn't explained about messages on the bus. */
export const surpriseWords: Record<Surprise, string> = {
  unknownService: 'no build of it is known',
  notRegistered: 'its builds and settings don’t send it',
  switchedOff: 'its settings switch it off',
  otherVersion: 'its builds write another version',
  unknownSchema: 'no version has its schema',
  retired: 'the event was retired before',
  noEventType: 'the messages name no event',
};

/** What readers get without an error; both versions are named. */
export function defaultText(one: Default, from: string, to: string): string {
  const [reader, writer] = one.readers === 'olderReaders' ? [from, to] : [to, from];
  return {
    value: `Readers of ${reader} see the default ${one.value} instead of what is written with ${writer}.`,
    missingField: `Readers of ${reader} see the default ${one.value} where the field is missing.`,
    unknownSymbol: `Readers of ${reader} see the symbol ${one.value} instead of one that they don’t know.`,
  }[one.of];
}

const flagTones: Record<FlagState, Tone> = { expired: 'bad', dueSoon: 'warn', open: 'quiet', undated: 'quiet' };

export function flagWord(flag: NonNullable<CatalogEvent['flag']>): Word {
  const days = flag.days === undefined ? '' : ` ${daysFromNow(flag.days)}`;
  const label = { expired: `Expired${days}`, dueSoon: `Due${days}`, open: `Due${days}`, undated: 'No last day' }[flag.state];
  return { label, tone: flagTones[flag.state] };
}

export function breakStateWord(justified: JustifiedBreak): Word {
  const days = justified.days === undefined ? '' : ` ${daysFromNow(justified.days)}`;
  return {
    holds: { label: `Expires${days}`, tone: 'quiet' as const },
    dueSoon: { label: `Expires${days}`, tone: 'warn' as const },
    expired: { label: `Expired${days}`, tone: 'bad' as const },
    unlimited: { label: 'Doesn’t expire', tone: 'quiet' as const },
  }[justified.state];
}

export const conflictKinds: Record<string, string> = {
  owner: 'Owner', schema: 'Schema', topic: 'Topic', key: 'Key', keyFormat: 'Key format', role: 'Role', compatibility: 'Level', flag: 'Flag',
  retired: 'Retirement',
};

export function daysFromNow(days: number): string {
  return days === 0 ? 'today' : days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short',
});

export function dayText(iso: string): string {
  return formatted(dayFormat, iso);
}

export function timeText(iso: string): string {
  return formatted(timeFormat, iso);
}

function formatted(format: Intl.DateTimeFormat, iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : format.format(time);
}
