import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Place } from '../data/catalog';
import type { Marked } from '../data/search';
import type { Tone, Word } from '../data/words';
import { Icon } from './icons';
import { WordLink } from './terms';

export function Chip({ tone = 'quiet', title, children }: { tone?: Tone; title?: string | undefined; children: ComponentChildren }) {
  return <span class={`chip chip-${tone}`} title={title}>{children}</span>;
}

export function WordChip({ word }: { word: Word & { title?: string } }) {
  return <Chip tone={word.tone} title={word.title}>{word.label}</Chip>;
}

/** A dotted or camel-cased name that may break after its parts only. */
export function Name({ children }: { children: string }) {
  const parts = children.split(/(?<=[./_\-\]])|(?<=[a-z0-9])(?=[A-Z])/);
  return <>{parts.map((part, i) => <Fragment key={i}>{i > 0 && <wbr />}{part}</Fragment>)}</>;
}

export function Mark({ marked }: { marked: Marked }) {
  const pieces: ComponentChildren[] = [];
  let end = 0;
  for (let i = 0; i + 1 < marked.ranges.length; i += 2) {
    const from = marked.ranges[i]!;
    const to = marked.ranges[i + 1]!;
    pieces.push(<Name key={end}>{marked.text.slice(end, from)}</Name>, <mark key={`at ${from}`}>{marked.text.slice(from, to)}</mark>);
    end = to;
  }
  pieces.push(<Name key={end}>{marked.text.slice(end)}</Name>);
  return <>{pieces}</>;
}

export function Section({ id, title, word, aside, children }: {
  id: string; title: string; word?: string | undefined; aside?: ComponentChildren; children: ComponentChildren;
}) {
  return (
    <section class="section" aria-labelledby={`${id}-title`} data-section={id}>
      <div class="section-head">
        <span class="section-title"><h2 id={`${id}-title`} tabIndex={-1}>{title}</h2>{word && <WordLink id={word} />}</span>
        {aside}
      </div>
      {children}
    </section>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <p>{children}</p>}
    </div>
  );
}

/** A word joiner: the sign of a link to the outside isn't alone on a line. */
const unbroken = '\u2060';

/** A link to the outside, where it is one that a browser may follow safely; else its text. */
export function OutLink({ url, children }: { url?: string | undefined; children: ComponentChildren }) {
  return url && /^https?:\/\//i.test(url)
    ? <a class="out" href={url} rel="noreferrer noopener">{children}{unbroken}<Icon name="out" /></a>
    : <>{children}</>;
}

export function PlaceLink({ place }: { place: Place }) {
  return place.file
    ? <OutLink url={place.url}><code class="place"><Name>{place.line ? `${place.file}:${place.line}` : place.file}</Name></code></OutLink>
    : null;
}

/** A table that scrolls on its own where it is wider than the page. A phone shows each row as a block whose cells have their titles. */
export function Table({ label, head, children }: { label: string; head: string[]; children: ComponentChildren }) {
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    for (const row of table.current!.rows) {
      // A row that isn't laid out as one is still a row for a screen reader.
      row.setAttribute('role', 'row');
      for (const cell of row.cells) {
        cell.dataset['title'] = head[cell.cellIndex] ?? '';
        cell.setAttribute('role', cell.tagName === 'TD' ? 'cell' : cell.scope === 'row' ? 'rowheader' : 'columnheader');
      }
    }
  });
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={label}>
      <table class="table" role="table" ref={table}>
        <thead role="rowgroup"><tr>{head.map(title => <th key={title} scope="col">{title}</th>)}</tr></thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </div>
  );
}

const copiedFor = 2000;

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, setSaid] = useState('');
  const say = (words: string) => {
    setSaid(words);
    setTimeout(() => setSaid(''), copiedFor);
  };
  return (
    <>
      <button type="button" class="button-quiet copy" aria-label={`Copy ${what}`} onClick={async () => say(await copied(text))}>
        <Icon name="copy" /><span aria-hidden="true">{said || 'Copy'}</span>
      </button>
      <span class="visually-hidden" role="status">{said}</span>
    </>
  );
}

async function copied(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    // A page from a file may have no clipboard; an element that is selected can still be copied.
    return copiedBySelection(text) ? 'Copied' : 'Not allowed';
  }
}

function copiedBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
