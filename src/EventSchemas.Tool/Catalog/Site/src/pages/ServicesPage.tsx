import type { Service } from '../data/catalog';
import { handlesAnyEvent, switchedOffIn } from '../data/index';
import { toService } from '../data/routes';
import { counted } from '../data/words';
import { Chip, Empty, Name } from '../parts/basics';
import { useCatalog } from '../parts/context';

export function ServicesPage() {
  const { services } = useCatalog().catalog;
  const kinds = [
    { title: 'Services', one: 'service', many: 'services', of: services.filter(service => service.kind === 'service') },
    { title: 'Libraries', one: 'library', many: 'libraries', of: services.filter(service => service.kind === 'library') },
  ];
  return (
    <div class="page">
      <div class="page-head">
        <h1 tabIndex={-1}>Services</h1>
        <p class="muted">{kinds.map(kind => counted(kind.of.length, kind.one, kind.many)).join(', ')}</p>
      </div>
      {services.length === 0 && <Empty title="No service yet">The catalogue was made from no manifest of a service.</Empty>}
      {kinds.filter(kind => kind.of.length > 0).map(kind => (
        <section key={kind.title} class="section" aria-label={kind.title}>
          <h2 class="group-title">{kind.title}</h2>
          <ul class="cards">{kind.of.map(service => <ServiceCard key={service.name} service={service} />)}</ul>
        </section>
      ))}
    </div>
  );
}

export const languageNames: Record<string, string> = { csharp: 'C#', python: 'Python' };

function ServiceCard({ service }: { service: Service }) {
  const { events } = useCatalog();
  const older = service.versions?.filter(version => version.isOlder).length ?? 0;
  const off = (service.publishes ?? [])
    .map(eventType => events.get(eventType))
    .filter(event => event && switchedOffIn(event).includes(service.name)).length;
  return (
    <li class="card">
      <h3><a href={toService(service.name)}><Name>{service.name}</Name></a></h3>
      <p class="chips">
        {service.language && <Chip>{languageNames[service.language] ?? service.language}</Chip>}
        {service.environment && <Chip>{service.environment}</Chip>}
        {off > 0 && <Chip tone="warn">{counted(off, 'event')} switched off</Chip>}
        {older > 0 && <Chip tone="warn">{counted(older, 'older version')}</Chip>}
      </p>
      <dl class="card-counts">
        {service.kind === 'library'
          ? <div><dt>declares</dt><dd>{service.declares?.length ?? 0}</dd></div>
          : (
            <>
              <div><dt>publishes</dt><dd>{service.publishes?.length ?? 0}{service.publishesAtRunTime && '+'}</dd></div>
              {service.language === 'python'
                ? <div><dt>handles</dt><dd class="muted">not known</dd></div>
                : (
                  <>
                    <div><dt>handles</dt><dd>{service.handles?.length ?? 0}{handlesAnyEvent(service) && ' + any'}</dd></div>
                    <div><dt>{service.groups?.length === 1 ? 'group' : 'groups'}</dt><dd>{service.groups?.length ?? 0}</dd></div>
                  </>
                )}
            </>
          )}
      </dl>
    </li>
  );
}
