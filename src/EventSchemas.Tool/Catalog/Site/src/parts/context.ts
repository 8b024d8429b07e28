import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CatalogIndex } from '../data/index';

const CatalogContext = createContext<CatalogIndex | null>(null);

export const CatalogProvider = CatalogContext.Provider;

export function useCatalog(): CatalogIndex {
  const index = useContext(CatalogContext);
  if (!index) {
    throw new Error('A part of the page stands outside of the catalogue.');
  }
  return index;
}
