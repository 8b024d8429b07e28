const shapes = {
  search: 'M7 12.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM11 11l4 4',
  copy: 'M5.5 5.5v-4h9v9h-4M1.5 5.5h9v9h-9z',
  out: 'M9 2h5v5M14 2 7.5 8.5M12 9.5V14H2V4h4.5',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  moon: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z',
  system: 'M1.5 2.5h13v9h-13zM5.5 14.5h5M8 11.5v3',
  warning: 'M8 1.8 15 14H1L8 1.8ZM8 6v4M8 12v.2',
  right: 'M6 3l5 5-5 5',
  down: 'M3 6l5 5 5-5',
  help: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.3v.2',
  arrow: 'M2 8h11M9 4l4 4-4 4',
  check: 'M2.5 8.5 6.5 12.5 14 4',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
