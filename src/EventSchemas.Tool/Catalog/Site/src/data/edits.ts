import type { EditKind, Verdict } from './catalog';
import type { Word } from './words';

/** Edits that somebody thinks of as one kind of change. */
export interface ChangeKind {
  label: string;
  /** What it is called in the copy of another team's event. */
  inCopy?: string;
  kinds: EditKind[];
  /** The edits of this kind differ, so that each says what it does. */
  hasDetail?: boolean;
}

/** In the order in which they are shown. */
export const changeKinds: ChangeKind[] = [
  { label: 'Add a field with a default', kinds: ['addField'] },
  { label: 'Add a field without a default', kinds: ['addFieldWithoutDefault'] },
  { label: 'Remove a field', inCopy: 'Leave a field out of the copy', kinds: ['removeField'] },
  { label: 'Rename a field, keeping its old name as an alias', kinds: ['renameField'] },
  { label: 'Make a field optional: null is allowed too', kinds: ['makeOptional'] },
  { label: 'Make a field required: null isn’t allowed any more', kinds: ['makeRequired'] },
  { label: 'Change the type of a field', kinds: ['changeType', 'removeBranch'], hasDetail: true },
  { label: 'Give a field a default', kinds: ['addDefault'] },
  { label: 'Remove a default', kinds: ['removeDefault'] },
  {
    label: 'Change the symbols of an enum', kinds: ['addSymbol', 'removeSymbol', 'addEnumDefault', 'removeEnumDefault'],
    hasDetail: true,
  },
  { label: 'Rename a type', kinds: ['renameType'], hasDetail: true },
  { label: 'Change the order of the fields', kinds: ['reorderFields'] },
];

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

/** Who must be built with a change first, so that what the level allows breaks nobody. */
export function orderWords(level: string | undefined): string | undefined {
  return level === 'NONE' ? 'The level NONE promises nothing: services can break.'
    : level?.startsWith('BACKWARD') ? 'No service breaks if those that read it are deployed first.'
      : level?.startsWith('FORWARD') ? 'No service breaks if those that send it are deployed first.'
        : undefined;
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
