import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { counted } from '../../data/words';
import { Name } from '../../parts/basics';
import type { EventMap, MapEdge, MapNode } from './layout';

interface Line {
  edge: MapEdge;
  path: string;
}

const eventsShown = 12;
const widestLine = 6;
const linesInFull = 60;

/** The nodes are links in columns, which the browser lays out; the lines between them are drawn where they came to stand. */
export function MapDrawing({ map }: { map: EventMap }) {
  const area = useRef<HTMLDivElement>(null);
  const [lines, setLines] = useState<Line[]>([]);
  const [active, setActive] = useState<string>();

  const draw = useCallback(() => setLines(area.current ? linesIn(area.current, map.edges) : []), [map]);
  useLayoutEffect(() => {
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(area.current!);
    return () => observer.disconnect();
  }, [draw]);

  const isNear = nearOf(map, active);
  const pointed = (target: EventTarget | null) =>
    setActive(target instanceof Element ? target.closest('[data-node]')?.getAttribute('data-node') ?? undefined : undefined);

  return (
    <div class="map-scroll" tabIndex={0} role="region" aria-label="Map">
      <div
        class={active ? 'map map-pointed' : 'map'}
        style={{ '--columns': map.columns.length }}
        ref={area}
        onMouseOver={event => pointed(event.target)}
        onMouseLeave={() => setActive(undefined)}
        onFocusCapture={event => pointed(event.target)}
        onBlurCapture={() => setActive(undefined)}
      >
        <svg class="map-lines" aria-hidden="true" focusable="false" style={{ '--strength': Math.min(1, linesInFull / map.edges.length) }}>
          {lines.map(({ edge, path }) => (
            <path
              key={`${edge.from} ${edge.to}`}
              d={path}
              class={[isNear(edge.from) && isNear(edge.to) && 'near', edge.isOff && 'off'].filter(Boolean).join(' ') || undefined}
              style={{ '--colour': `var(--topic-${edge.colour})`, '--width': `${Math.min(widestLine, 1 + Math.log2(edge.count))}px` }}
            />
          ))}
        </svg>
        {map.columns.map(column => (
          <div key={column.title} class="map-column">
            <h2>{column.title}</h2>
            {column.nodes.length === 0
              ? <p class="muted">nobody</p>
              : <ul>{column.nodes.map(node => <NodeItem key={node.id} node={node} isNear={isNear} />)}</ul>}
          </div>
        ))}
      </div>
    </div>
  );
}

function NodeItem({ node, isNear }: { node: MapNode; isNear: (id: string) => boolean }) {
  const classes = [
    'node', `node-${node.kind}`, node.isFocus && 'node-focus', node.isWithoutTopic && 'node-loose', isNear(node.id) && 'near',
  ].filter(Boolean).join(' ');
  const label = <span class="node-label"><Name>{node.label}</Name></span>;
  return (
    <li
      class={classes}
      data-node={node.id}
      style={node.colour === undefined ? undefined : { '--colour': `var(--topic-${node.colour})` }}
    >
      {node.address && !node.isFocus ? <a href={node.address}>{label}</a> : <strong>{label}</strong>}
      {node.kind === 'topic' && (
        <span class="node-count">{counted(node.count, 'event')}{node.isOff && ', switched off'}</span>
      )}
      {node.events.length > 0 && (
        <ul class="node-events">
          {node.events.slice(0, eventsShown).map(event => (
            <li key={event.id} data-node={event.id} class={isNear(event.id) ? 'near' : undefined}>
              <a href={event.address}><Name>{event.label}</Name></a>
            </li>
          ))}
          {node.events.length > eventsShown && (
            <li class="muted">and {node.events.length - eventsShown} more, in the table below</li>
          )}
        </ul>
      )}
    </li>
  );
}

/** Whether a node is the one that is pointed at, or connected with it; a service has a node in more than one column. */
function nearOf(map: EventMap, active: string | undefined): (id: string) => boolean {
  if (active === undefined) {
    return () => false;
  }
  const nodes = map.columns.flatMap(column => column.nodes);
  const pointed = nodes.find(node => node.id === active || node.events.some(event => event.id === active));
  const same = new Set(nodes
    .filter(node => node === pointed || (node.kind === 'service' && pointed?.kind === 'service' && node.label === pointed.label))
    .flatMap(node => active === pointed?.id ? [node.id, ...node.events.map(event => event.id)] : [active, node.id]));
  const near = new Set(same);
  for (const edge of map.edges) {
    if (same.has(edge.from) || same.has(edge.to)) {
      near.add(edge.from).add(edge.to);
    }
  }
  return id => near.has(id);
}

function linesIn(area: HTMLElement, edges: MapEdge[]): Line[] {
  const origin = area.getBoundingClientRect();
  const nodes = [...area.querySelectorAll('[data-node]')];
  const boxes = new Map(nodes.map(node => [node.getAttribute('data-node'), node.getBoundingClientRect()]));
  return edges.flatMap(edge => {
    const from = boxes.get(edge.from);
    const to = boxes.get(edge.to);
    return from && to ? [{ edge, path: curve(from, to, origin) }] : [];
  });
}

function curve(from: DOMRect, to: DOMRect, origin: DOMRect): string {
  const [x1, y1] = [from.right - origin.left, from.top + from.height / 2 - origin.top].map(Math.round) as [number, number];
  const [x2, y2] = [to.left - origin.left, to.top + to.height / 2 - origin.top].map(Math.round) as [number, number];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
