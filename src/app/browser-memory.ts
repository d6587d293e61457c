/** Small settings in localStorage; where storage is forbidden they last as long as the page. */
import type { Memory } from '../state/preferences.ts';

const prefix = 'kizu.';

export const browserMemory: Memory = {
  read(key) {
    try {
      return localStorage.getItem(prefix + key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(prefix + key, value);
    } catch {
      // Storage is forbidden or full: the choice holds for this visit.
    }
  },
};
