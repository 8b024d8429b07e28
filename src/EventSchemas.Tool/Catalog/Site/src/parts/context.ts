import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { CatalogIndex } from '../data/index';
import type { Visits } from '../data/visits';

const CatalogContext = createContext<CatalogIndex | null>(null);

const VisitsContext = createContext<Visits | null>(null);

export const CatalogProvider = CatalogContext.Provider;
export const VisitsProvider = VisitsContext.Provider;

export function useCatalog(): CatalogIndex {
  return provided(useContext(CatalogContext));
}

export function useVisits(): Visits {
  return provided(useContext(VisitsContext));
}

/** State of a part that "back" and "forward" find again; its name is the only one on the page. */
export function useKept<T>(name: string, initial: () => T): [T, (value: T) => void] {
  const visits = useVisits();
  const [value, setValue] = useState<T>(() => (visits.kept(name) as T | undefined) ?? initial());
  return [value, next => {
    visits.keep(name, next);
    setValue(() => next);
  }];
}

function provided<T>(value: T | null): T {
  if (value === null) {
    throw new Error('A part of the page stands outside of the catalogue.');
  }
  return value;
}
