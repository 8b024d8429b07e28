import { useEffect, useState } from 'preact/hooks';

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

const changed = 'catalog:address';

/** Changes the address in place, without a step in the history and without moving the focus. */
export function replaceAddress(address: string): void {
  history.replaceState(history.state, '', address);
  window.dispatchEvent(new Event(changed));
}

export interface Navigation {
  route: Route;
  /** How often a link or the history has led to another address; the focus moves with it. */
  visits: number;
}

export function useNavigation(): Navigation {
  const [navigation, setNavigation] = useState<Navigation>(() => ({ route: parseAddress(location.hash), visits: 0 }));
  useEffect(() => {
    const update = (visit: number) => () =>
      setNavigation(previous => ({ route: parseAddress(location.hash), visits: previous.visits + visit }));
    const visited = update(1);
    const replaced = update(0);
    window.addEventListener('hashchange', visited);
    window.addEventListener(changed, replaced);
    return () => {
      window.removeEventListener('hashchange', visited);
      window.removeEventListener(changed, replaced);
    };
  }, []);
  return navigation;
}
