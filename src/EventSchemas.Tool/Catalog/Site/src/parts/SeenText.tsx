import type { Seen } from '../data/observed';
import { counted, dayText } from '../data/words';

/** How many messages were seen on the bus, and when the last one; nothing where nobody looked. */
export function SeenText({ seen }: { seen: Seen | undefined }) {
  return seen === undefined ? null
    : seen.messages === 0 ? <span class="muted">none</span>
      : (
        <>
          {counted(seen.messages, 'message')}
          {seen.last && <span class="muted">, last on <time dateTime={seen.last}>{dayText(seen.last)}</time></span>}
        </>
      );
}
