import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

const step = 60;

/** Shows the first ones, and more on request: a page with thousands of rows is slow, and nobody reads them. */
export function Paged<T>({ items, first, what, children }: {
  items: T[]; first: number; what: string; children: (shown: T[]) => ComponentChildren;
}) {
  const [count, setCount] = useState(first);
  const next = Math.min(Math.max(count, step), items.length - count);
  return (
    <>
      {children(items.slice(0, count))}
      {next > 0 && (
        <p class="more">
          <button type="button" class="button" onClick={() => setCount(count + next)}>Show {next} more {what}</button>
          <span class="muted">{count} of {items.length.toLocaleString('en')}</span>
        </p>
      )}
    </>
  );
}
