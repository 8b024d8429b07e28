import { toEvents } from '../data/routes';

export function NotFound({ text }: { text: string }) {
  return (
    <div class="page">
      <div class="page-head">
        <h1 tabIndex={-1}>Not found</h1>
        <p class="lead">{text}</p>
        <p>Search for it at the top of the page, or look through <a href={toEvents()}>all events</a>.</p>
      </div>
    </div>
  );
}
