/** Language, theme, the stage in view, and how Tune's gallery is looked at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Language } from '../../core/text.ts';

/** Small settings that outlive the page. Neither end throws: where storage is forbidden, nothing is kept. */
export interface Memory {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
}

const stageNames: readonly StageName[] = ['overview', 'data', 'tune', 'train', 'evaluate', 'inspect', 'runs'];

/** The stage a link names; anything else opens the overview. */
export function toStage(text: string): StageName {
  return stageNames.find((name) => name === text) ?? 'overview';
}

function toLanguage(tag: string): Language | undefined {
  const primary = tag.toLowerCase().split('-')[0];
  return primary === 'en' || primary === 'ja' ? primary : undefined;
}

/** The first of some language tags, the most wanted first, that names a language we speak; English without one. */
export function chooseLanguage(tags: readonly string[]): Language {
  return tags.map(toLanguage).find((language) => language !== undefined) ?? 'en';
}

function toTheme(kept: string | undefined): Theme {
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** How many candidates Tune shows. */
export const tileCounts = [6, 12, 24] as const;
type TileCount = (typeof tileCounts)[number];

function toTileCount(kept: string | undefined): TileCount {
  return tileCounts.find((count) => String(count) === kept) ?? 24;
}

function toZoom(kept: string | undefined): boolean | undefined {
  return kept === 'on' || kept === 'off' ? kept === 'on' : undefined;
}

export interface PreferencesOptions {
  readonly memory: Memory;
  /** Language that the link asks for; it goes before the one kept. */
  readonly askedLanguage: string | undefined;
  /** The browser's language tags, the most wanted first. */
  readonly languages: readonly string[];
  readonly stage: StageName;
}

export function createPreferencesStage(options: PreferencesOptions): PreferencesStage {
  const { memory, askedLanguage = '', languages, stage } = options;
  const store = createStore<PreferencesState>(() => ({
    language: chooseLanguage([askedLanguage, memory.read('language') ?? '', ...languages]),
    theme: toTheme(memory.read('theme')),
    stage,
    tiles: toTileCount(memory.read('tiles')),
    isZoomed: toZoom(memory.read('zoom')),
  }));
  return {
    store,
    setLanguage(language) {
      memory.write('language', language);
      store.setState({ language });
    },
    setTheme(theme) {
      memory.write('theme', theme);
      store.setState({ theme });
    },
    openStage(next) {
      store.setState({ stage: next });
    },
    setTiles(tiles) {
      memory.write('tiles', String(tiles));
      store.setState({ tiles });
    },
    setZoomed(isZoomed) {
      memory.write('zoom', isZoomed ? 'on' : 'off');
      store.setState({ isZoomed });
    },
  };
}

export type Theme = 'system' | 'light' | 'dark';

export interface PreferencesState {
  readonly language: Language;
  readonly theme: Theme;
  readonly stage: StageName;
  readonly tiles: TileCount;
  /** Whether tiles show the patch large; `undefined` until somebody chose, when it goes by the size of the patches. */
  readonly isZoomed: boolean | undefined;
}

export interface PreferencesStage {
  readonly store: StoreApi<PreferencesState>;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly openStage: (stage: StageName) => void;
  readonly setTiles: (tiles: TileCount) => void;
  readonly setZoomed: (isZoomed: boolean) => void;
}

/** The overview, then the stages in the order of the work. */
export type StageName = 'overview' | 'data' | 'tune' | 'train' | 'evaluate' | 'inspect' | 'runs';
