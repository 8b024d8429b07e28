import type { CatalogEvent, Observation } from './catalog';

/** What was counted on the bus. */
export interface Seen {
  messages: number;
  first?: string | undefined;
  last?: string | undefined;
}

/** Undefined where nothing was counted of an event at all: that isn't the same as no message. */
export function seenOf(event: CatalogEvent | undefined, isMeant: (one: Observation) => boolean = () => true): Seen | undefined {
  if (!event?.observed) {
    return undefined;
  }
  const meant = event.observed.filter(isMeant);
  return {
    messages: meant.reduce((sum, one) => sum + one.messages, 0),
    first: sortedTimes(meant.map(one => one.first)).at(0),
    last: sortedTimes(meant.map(one => one.last)).at(-1),
  };
}

function sortedTimes(times: (string | undefined)[]): string[] {
  return times.filter(time => time !== undefined).sort((a, b) => Date.parse(a) - Date.parse(b));
}
