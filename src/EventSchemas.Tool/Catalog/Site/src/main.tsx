import { render } from 'preact';
import { App } from './App';
import { formatRead, type Catalog } from './data/catalog';
import { indexOf } from './data/index';
import { rememberedTheme, showTheme } from './data/theme';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './style/pages.css';
import './style/print.css';

showTheme(rememberedTheme());

const app = document.getElementById('app')!;
const catalog = JSON.parse(document.getElementById('catalog')!.textContent!) as Catalog;

if (catalog.format > formatRead) {
  app.textContent = `This page reads catalogues of format ${formatRead}, and its data has format ${catalog.format}.`;
} else {
  render(<App index={indexOf(catalog)} />, app);
}
