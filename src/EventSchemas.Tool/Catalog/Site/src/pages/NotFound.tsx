import { toEvents } from '../data/routes';

export function NotFound({ text }: { text: string }) {
  return (
    <div class="page">
      <h1 tabIndex={-1}>Not found</h1>
      <p class="lead">{text}</p>
      <p>Press <kbd>/</kbd> to search, or look through <a href={toEvents()}>all events</a>.</p>
    </div>
  );
}
