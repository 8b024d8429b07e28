import type { Focused } from './visits';

const focusable = 'a[href], button, input, select, summary, [tabindex="0"]';

/** What has the focus in the content of the page. */
export function focusedInContent(): Focused | undefined {
  const all = inContent();
  const place = all.findIndex(element => element === document.activeElement);
  return place < 0 ? undefined : { place, words: wordsOf(all[place]!) };
}

/** Gives the focus back without scrolling; false where what had it isn't there any more. */
export function focusAgain(focused: Focused): boolean {
  const all = inContent();
  const same = (element: HTMLElement | undefined) => element && wordsOf(element) === focused.words ? element : undefined;
  const found = same(all[focused.place]) ?? all.find(same);
  found?.focus({ preventScroll: true });
  return found !== undefined;
}

function inContent(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main')].flatMap(main => [...main.querySelectorAll<HTMLElement>(focusable)]);
}

function wordsOf(element: HTMLElement): string {
  return element.ariaLabel ?? element.textContent;
}
