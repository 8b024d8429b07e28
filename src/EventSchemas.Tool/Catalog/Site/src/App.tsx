import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { focusAgain } from './data/focus';
import { titleOf, type CatalogIndex } from './data/index';
import { toWords, useNavigation, type Route } from './data/routes';
import { searchOf, type Search } from './data/search';
import type { Visits } from './data/visits';
import { dayText } from './data/words';
import { EventPage } from './pages/EventPage';
import { EventsPage } from './pages/EventsPage';
import { MapPage } from './pages/MapPage';
import { NotFound } from './pages/NotFound';
import { OverviewPage } from './pages/OverviewPage';
import { ReviewPage } from './pages/ReviewPage';
import { ServicePage } from './pages/ServicePage';
import { ServicesPage } from './pages/ServicesPage';
import { WordsPage } from './pages/WordsPage';
import { CatalogProvider, VisitsProvider } from './parts/context';
import { Header } from './parts/Header';

interface Page {
  title: string;
  /** The part of the page that the address names, to be scrolled to. */
  section?: string | undefined;
  content: ComponentChildren;
}

export function App({ index, steps }: { index: CatalogIndex; steps: Visits }) {
  const { route, arrival, visits } = useNavigation(steps);
  const search = useMemo(() => lazily(() => searchOf(index)), [index]);
  const page = pageOf(route, index, search);
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    document.title = `${page.title} · ${index.catalog.title}`;
  }, [page.title]);

  // Whoever follows a link hears and sees where it led, as on a page that was loaded anew; whoever goes back finds what was left.
  useLayoutEffect(() => {
    const title = main.current?.querySelector<HTMLElement>('h1');
    if (arrival.isReturn) {
      if (visits > 0 && !(arrival.focused && focusAgain(arrival.focused))) {
        title?.focus({ preventScroll: true });
      }
      window.scrollTo(0, arrival.scroll);
      return;
    }
    const section = page.section && main.current?.querySelector<HTMLElement>(`[data-section="${CSS.escape(page.section)}"] :is(h2, h3)`);
    if (section) {
      section.focus({ preventScroll: true });
      const target = main.current?.querySelector('[data-target]');
      (target ?? section).scrollIntoView({ block: target ? 'center' : 'start' });
    } else if (visits > 0) {
      title?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [visits]);

  return (
    <CatalogProvider value={index}>
      <VisitsProvider value={steps}>
        <a class="skip" href="#main" onClick={event => {
          event.preventDefault();
          main.current?.focus();
        }}>Skip to the content</a>
        <Header route={route} />
        <main id="main" ref={main} tabIndex={-1}>{page.content}</main>
        <footer class="footer">
          <p>
            {index.catalog.title}, as of <time dateTime={index.catalog.day}>{dayText(index.catalog.day)}</time>. Made by{' '}
            <code>eventschemas catalog</code>{index.catalog.packageVersion && ` ${index.catalog.packageVersion}`}.{' '}
            <a href={toWords()}>What the words mean</a>
          </p>
        </footer>
      </VisitsProvider>
    </CatalogProvider>
  );
}

function pageOf(route: Route, index: CatalogIndex, search: Search): Page {
  const [kind, name, ...rest] = route.path;
  switch (kind) {
    case undefined:
      return { title: 'Overview', content: <OverviewPage /> };
    case 'events':
      return { title: 'Events', content: <EventsPage route={route} search={search} /> };
    case 'event': {
      const event = index.events.get(name ?? '');
      return event
        ? { title: titleOf(event), section: rest[0], content: <EventPage key={event.eventType} event={event} route={route} /> }
        : missing(`No event is called “${name ?? ''}”.`);
    }
    case 'services':
      return { title: 'Services', content: <ServicesPage /> };
    case 'service': {
      const service = index.services.get(name ?? '');
      return service
        ? { title: service.name, section: rest[0], content: <ServicePage key={service.name} service={service} /> }
        : missing(`No service is called “${name ?? ''}”.`);
    }
    case 'map':
      return { title: 'Map', content: <MapPage kind={name} name={rest[0]} /> };
    case 'words':
      return { title: 'Words', section: name, content: <WordsPage chosen={name} /> };
    case 'review':
      return { title: 'Review', section: name, content: <ReviewPage /> };
    default:
      return missing('There is no such page.');
  }
}

function missing(text: string): Page {
  return { title: 'Not found', content: <NotFound text={text} /> };
}

function lazily(make: () => Search): Search {
  let made: Search | undefined;
  return query => (made ??= make())(query);
}
