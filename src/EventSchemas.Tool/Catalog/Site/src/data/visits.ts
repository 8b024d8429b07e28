/** What had the focus: its place among all that can have it, and its words. */
export interface Focused {
  place: number;
  words: string;
}

/** A step of the history, as it was left. */
interface Visit {
  scroll: number;
  focused?: Focused | undefined;
  /** What was opened, chosen or asked for on the page, by name. */
  kept: Record<string, unknown>;
}

/** How a page is shown: from its top, or as an earlier step left it. */
export interface Arrival {
  isReturn: boolean;
  scroll: number;
  focused?: Focused | undefined;
}

export const atTop: Arrival = { isReturn: false, scroll: 0 };

/** The steps of the history on this page: "back" and "forward" show each as it was left. */
export class Visits {
  private readonly visits = stored();
  private current: string;

  /** How the page was opened: anew, or again at a step that it had before. */
  readonly opened: Arrival;

  constructor() {
    history.scrollRestoration = 'manual';
    const key = keyOf(history.state);
    this.opened = this.arrivalAt(key);
    this.current = key ?? this.begin();
  }

  /** The address has changed by a link or by the history. Only a step that was there before has a key. */
  arrive(isSamePage: boolean): Arrival {
    const key = keyOf(history.state);
    if (key === undefined) {
      this.begin(isSamePage ? this.visit().kept : {});
    } else {
      this.current = key;
    }
    return this.arrivalAt(key);
  }

  /** Remembers how the present step is left. */
  leave(focused: Focused | undefined): void {
    this.visits.set(this.current, { ...this.visit(), scroll: window.scrollY, focused });
  }

  /** Begins a step at the present address. */
  begin(kept: Record<string, unknown> = {}): string {
    this.current = `${performance.timeOrigin} ${this.visits.size}`;
    this.visits.set(this.current, { scroll: 0, kept });
    mark(this.current);
    return this.current;
  }

  kept(name: string): unknown {
    return this.visit().kept[name];
  }

  keep(name: string, value: unknown): void {
    const visit = this.visit();
    this.visits.set(this.current, { ...visit, kept: { ...visit.kept, [name]: value } });
  }

  /** Keeps the steps for the time that the browser shows something else. */
  store(): void {
    try {
      sessionStorage.setItem(storageKey, JSON.stringify([...this.visits].slice(-mostStored)));
    } catch {
      // Storage is closed to this page or full; steps then last until the page is left.
    }
  }

  private visit(): Visit {
    return this.visits.get(this.current) ?? { scroll: 0, kept: {} };
  }

  private arrivalAt(key: string | undefined): Arrival {
    const visit = key === undefined ? undefined : this.visits.get(key);
    return visit ? { isReturn: true, scroll: visit.scroll, focused: visit.focused } : atTop;
  }
}

const storageKey = 'eventschemas-catalog-visits';
const mostStored = 100;

function stored(): Map<string, Visit> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as [string, Visit][]);
  } catch {
    return new Map();
  }
}

function keyOf(state: unknown): string | undefined {
  const key = (state as { visit?: unknown } | null)?.visit;
  return typeof key === 'string' ? key : undefined;
}

function mark(visit: string): void {
  history.replaceState({ visit }, '');
}
