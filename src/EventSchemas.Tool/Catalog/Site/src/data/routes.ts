import { useEffect, useRef, useState } from 'preact/hooks';
import { focusedInContent } from './focus';
import { atTop, type Arrival, type Visits } from './visits';

/** An address after the `#`: `#/event/org.acme.order/fields?q=x` has the path `['event', 'org.acme.order', 'fields']`. */
export interface Route {
  path: string[];
  query: URLSearchParams;
}

export function addressOf(path: readonly string[], query: Record<string, string | undefined> = {}): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  const search = set.length ? `?${new URLSearchParams(set)}` : '';
  return `#/${path.map(encodeURIComponent).join('/')}${search}`;
}

export const toEvent = (eventType: string, ...section: string[]) => addressOf(['event', eventType, ...section]);
export const toService = (name: string, ...section: string[]) => addressOf(['service', name, ...section]);
export const toEvents = (query: Record<string, string | undefined> = {}) => addressOf(['events'], query);
export const toMap = (...focus: string[]) => addressOf(['map', ...focus]);
export const toWords = (word?: string) => addressOf(word ? ['words', word] : ['words']);
export const toReview = (section?: string) => addressOf(section ? ['review', section] : ['review']);

export function parseAddress(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  try {
    return { path: path.split('/').filter(part => part !== '').map(decodeURIComponent), query: new URLSearchParams(search) };
  } catch {
    // What isn't an address of ours, such as "%zz", is a page that isn't there.
    return { path: ['', path], query: new URLSearchParams() };
  }
}

/** Whether two addresses are of one page, perhaps of different sections of it. */
export function isSamePage(a: Route, b: Route): boolean {
  return a.path[0] === b.path[0] && (!namedPages.has(a.path[0]) || a.path[1] === b.path[1]);
}

const namedPages = new Set<string | undefined>(['event', 'service', 'map']);
const changed = 'catalog:address';

/** Changes the address in place, without a step in the history and without moving the focus. */
export function replaceAddress(address: string): void {
  history.replaceState(history.state, '', address);
  window.dispatchEvent(new Event(changed));
}

export interface Navigation {
  route: Route;
  arrival: Arrival;
  /** How often a link or the history has led to an address; the focus moves with it. */
  visits: number;
}

export function useNavigation(steps: Visits): Navigation {
  const [navigation, setNavigation] = useState<Navigation>(
    () => ({ route: parseAddress(location.hash), arrival: steps.opened, visits: 0 }));
  const shown = useRef(navigation.route);
  useEffect(() => {
    const show = (route: Route, arrival?: Arrival) => {
      shown.current = route;
      setNavigation(({ arrival: before, visits }) => arrival ? { route, arrival, visits: visits + 1 } : { route, arrival: before, visits });
    };
    const visited = () => {
      const route = parseAddress(location.hash);
      steps.leave(focusedInContent());
      show(route, steps.arrive(isSamePage(shown.current, route)));
    };
    const replaced = () => show(parseAddress(location.hash));
    // A browser does nothing for a link to the address that it is at, though the section is perhaps out of sight.
    const repeated = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link && link.href === location.href && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        show(shown.current, atTop);
      }
    };
    const closed = () => {
      steps.leave(focusedInContent());
      steps.store();
    };
    window.addEventListener('popstate', visited);
    window.addEventListener(changed, replaced);
    window.addEventListener('pagehide', closed);
    document.addEventListener('click', repeated);
    return () => {
      window.removeEventListener('popstate', visited);
      window.removeEventListener(changed, replaced);
      window.removeEventListener('pagehide', closed);
      document.removeEventListener('click', repeated);
    };
  }, [steps]);
  return navigation;
}
