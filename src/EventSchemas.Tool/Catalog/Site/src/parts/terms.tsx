import type { ComponentChildren } from 'preact';
import { toWords } from '../data/routes';
import { wordsById } from '../data/glossary';
import type { Word } from '../data/words';
import { Icon } from './icons';

/** Leads from a word to what it means. */
export function WordLink({ id }: { id: string }) {
  return (
    <a class="word-link" href={toWords(id)} aria-label={`What it means: ${wordsById.get(id)!.word}`}><Icon name="help" /></a>
  );
}

/** A word with the way to what it means, of which the sign is never alone on a line. */
export function Term({ id, children }: { id: string; children: ComponentChildren }) {
  return <span class="term">{children}<WordLink id={id} /></span>;
}

/** A chip that leads to what it means. */
export function TermChip({ id, word, isLink }: { id: string; word: Word; isLink: boolean }) {
  return isLink
    ? <a class={`chip chip-${word.tone}`} href={toWords(id)} aria-label={`${word.label}: what it means`}>{word.label}</a>
    : <span class={`chip chip-${word.tone}`}>{word.label}</span>;
}
