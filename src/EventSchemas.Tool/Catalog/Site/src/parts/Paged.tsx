import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useKept } from './context';

const step = 60;

/** Shows the first ones, and more on request: a page with thousands of rows is slow, and nobody reads them. */
export function Paged<T>({ id, items, first, what, children }: {
  id: string; items: T[]; first: number; what: string; children: (shown: T[]) => ComponentChildren;
}) {
  const [wanted, setCount] = useKept(`count of ${id}`, () => first);
  // A button for a single one takes the room that it would.
  const count = items.length - wanted === 1 ? items.length : wanted;
  const list = useRef<HTMLDivElement>(null);
  const added = useRef<number | undefined>(undefined);
  const next = Math.min(Math.max(count, step), items.length - count);

  // The button moves away or goes; who used it by key goes on with the first one that is new.
  useLayoutEffect(() => {
    if (added.current !== undefined) {
      const row = list.current?.querySelector('ul, tbody')?.children[added.current];
      row?.querySelector<HTMLElement>('a, summary')?.focus({ preventScroll: true });
      added.current = undefined;
    }
  }, [count]);

  return (
    <div ref={list}>
      {children(items.slice(0, count))}
      {next > 0 && (
        <p class="more">
          <button type="button" class="button" onClick={() => {
            added.current = count;
            setCount(count + next);
          }}>Show {next} more {what}</button>
          <span class="muted">{count.toLocaleString('en')} of {items.length.toLocaleString('en')} {what}</span>
        </p>
      )}
    </div>
  );
}
