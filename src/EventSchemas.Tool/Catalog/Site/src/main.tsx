import { render } from 'preact';
import { App } from './App';
import { formatRead, type Catalog } from './data/catalog';
import { indexOf } from './data/index';
import { rememberedTheme, showTheme } from './data/theme';
import { Visits } from './data/visits';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './style/combo.css';
import './style/words.css';
import './style/pages.css';
import './style/print.css';

showTheme(rememberedTheme());

const app = document.getElementById('app')!;

if (!('DecompressionStream' in window)) {
  app.textContent = 'This browser is too old for the catalogue. Its content is also in catalog.json beside this page.';
} else {
  const catalog = await readCatalog();
  if (catalog.format > formatRead) {
    app.textContent = `This page reads catalogues of format ${formatRead}, and its data has format ${catalog.format}.`;
  } else {
    render(<App index={indexOf(catalog)} steps={new Visits()} />, app);
  }
}

/** The catalogue of the page: JSON, compressed by gzip, in base64. */
function readCatalog(): Promise<Catalog> {
  const bytes = Uint8Array.from(atob(document.getElementById('catalog')!.textContent!), character => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
}
