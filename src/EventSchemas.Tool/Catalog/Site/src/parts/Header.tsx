import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOf, replaceAddress, toWords, type Route } from '../data/routes';
import { rememberedTheme, rememberTheme, showTheme, themes, type Theme } from '../data/theme';
import { focusedInContent } from '../data/focus';
import { useCatalog, useVisits } from './context';
import { Icon, type IconName } from './icons';

const pages: { label: string; path: string[]; kinds: (string | undefined)[] }[] = [
  { label: 'Overview', path: [], kinds: [undefined] },
  { label: 'Events', path: ['events'], kinds: ['events', 'event'] },
  { label: 'Services', path: ['services'], kinds: ['services', 'service'] },
  { label: 'Map', path: ['map'], kinds: ['map'] },
  { label: 'Review', path: ['review'], kinds: ['review'] },
];

export function Header({ route }: { route: Route }) {
  const { catalog } = useCatalog();
  return (
    <header class="header">
      <div class="header-inner">
        <a class="brand" href="#/">
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d="M4 6h6M4 12h6M4 18h6M14 6h6M14 18h6M10 6l4 6M10 12h10M10 18l4-6" />
          </svg>
          <span>{catalog.title}</span>
        </a>
        <nav class="nav" aria-label="Pages">
          <ul>
            {pages.map(page => (
              <li key={page.label}>
                <a href={addressOf(page.path)} aria-current={page.kinds.includes(route.path[0]) ? 'page' : undefined}>{page.label}</a>
              </li>
            ))}
          </ul>
        </nav>
        <SearchBox route={route} />
        <div class="header-tools">
          <a
            class="button-quiet theme" href={toWords()} title="What the words mean" aria-label="What the words mean"
            aria-current={route.path[0] === 'words' ? 'page' : undefined}
          >
            <Icon name="help" />
          </a>
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}

function SearchBox({ route }: { route: Route }) {
  const input = useRef<HTMLInputElement>(null);
  const visits = useVisits();
  const onEvents = route.path[0] === 'events';
  const query = onEvents ? route.query.get('q') ?? '' : '';

  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
        event.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    document.addEventListener('keydown', focusSearch);
    return () => document.removeEventListener('keydown', focusSearch);
  }, []);

  const search = (text: string) => {
    const set = onEvents ? Object.fromEntries(route.query) : {};
    const address = addressOf(['events'], { ...set, q: text || undefined });
    if (!onEvents) {
      // One step in the history for the whole search, so that "back" leads to where it started.
      visits.leave(focusedInContent());
      history.pushState(null, '');
      visits.begin();
    }
    replaceAddress(address);
    window.scrollTo(0, 0);
  };

  return (
    <form class="search" role="search" onSubmit={event => {
      event.preventDefault();
      firstResult()?.focus();
    }}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label="Search events, fields, services, owners, flags, groups, handlers and rules"
        aria-keyshortcuts="/"
        placeholder="Search events, fields, services…"
        autocomplete="off"
        spellcheck={false}
        value={query}
        onInput={event => search(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            firstResult()?.focus();
          } else if (event.key === 'Escape' && event.currentTarget.value !== '') {
            event.preventDefault();
            search('');
          }
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

function firstResult(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-results] a');
}

const icons: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' };

function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(rememberedTheme);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
  return (
    <button
      type="button"
      class="button-quiet theme"
      title={`Theme: ${theme}. Click for ${next}.`}
      aria-label={`Theme: ${theme}. Switch to ${next}.`}
      onClick={() => {
        setTheme(next);
        showTheme(next);
        rememberTheme(next);
      }}
    >
      <Icon name={icons[theme]} />
    </button>
  );
}
