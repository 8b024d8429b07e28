import type { Verdict } from './catalog';
import type { Word } from './words';

/** A kind of change that somebody may think of; the words of the data tell which one an edit is. */
export interface ChangeKind {
  label: string;
  /** What it is called in the copy of another team's event. */
  inCopy?: string;
  pattern: RegExp;
  /** The edits of this kind differ, so that each says what it does. */
  hasDetail?: boolean;
}

const otherKind: ChangeKind = { label: 'Other changes', pattern: /^/, hasDetail: true };

/** In the order in which they are shown; the first one that fits counts. */
export const changeKinds: ChangeKind[] = [
  { label: 'Add a field with a default', pattern: /^add a field with a default$/ },
  { label: 'Add a field without a default', pattern: /^add a field without a default$/ },
  { label: 'Remove a field', inCopy: 'Leave a field out of the copy', pattern: /^remove it$/ },
  { label: 'Rename a field, keeping its old name as an alias', pattern: /^rename it, with an alias$/ },
  { label: 'Make a field optional: null is allowed too', pattern: /^make it optional$/ },
  { label: 'Make a field required: null isn’t allowed any more', pattern: /^make it required$/ },
  { label: 'Change the type of a field', pattern: /^change | from the union$/, hasDetail: true },
  { label: 'Give a field a default', pattern: /^give it a default$/ },
  { label: 'Remove a default', pattern: /^remove its default$/ },
  { label: 'Change the symbols of an enum', pattern: /symbol/, hasDetail: true },
  { label: 'Rename a type', pattern: /^rename /, hasDetail: true },
  { label: 'Change the order of the fields', pattern: /^reorder its fields$/ },
  otherKind,
];

export function changeKindOf(edit: string): ChangeKind {
  return changeKinds.find(kind => kind.pattern.test(edit)) ?? otherKind;
}

/** What an edit does, without the words of Avro. */
export function editWords(edit: string): string {
  const words = edit.replace(/^remove (.+) from the union$/, 'allow $1 no more');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What has to be deployed first when the event changes, and for which versions that holds. */
export function levelWords(level: string): string | undefined {
  const first = {
    NONE: 'nothing is promised', BACKWARD: 'deploy readers first', FORWARD: 'deploy writers first', FULL: 'deploy in any order',
  }[level.replace('_TRANSITIVE', '')];
  return first && (level.endsWith('_TRANSITIVE') ? `${first}, all versions` : level === 'NONE' ? first : `${first}, latest version`);
}

/** Verdicts about the copy of another team's event: only what it reads is at stake. */
export const copyVerdictWords: Record<Verdict, Word & { title: string }> = {
  yes: { label: 'Still reads it', tone: 'good', title: 'The copy reads all that the owner sends.' },
  changesMeaning: {
    label: 'Reads something else', tone: 'warn', title: 'The copy reads all that the owner sends, and takes some of it for something else.',
  },
  onRequest: { label: 'When accepted', tone: 'accent', title: 'The team here has to accept it into its contract.' },
  no: { label: 'Reads it no more', tone: 'bad', title: 'The copy can’t read some of what the owner sends.' },
};
