export const themes = ['system', 'light', 'dark'] as const;
export type Theme = typeof themes[number];

const key = 'eventschemas-catalog-theme';

/** A page that was opened from a file may have no storage: a choice then lasts until it is closed. */
export function rememberedTheme(): Theme {
  try {
    const stored = localStorage.getItem(key);
    return themes.find(theme => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

export function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Storage is closed to this page; it still shows the theme.
  }
}

export function showTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
