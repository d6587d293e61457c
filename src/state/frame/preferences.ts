/** Language, theme and the stage in view. */
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
  };
}

export type Theme = 'system' | 'light' | 'dark';

export interface PreferencesState {
  readonly language: Language;
  readonly theme: Theme;
  readonly stage: StageName;
}

export interface PreferencesStage {
  readonly store: StoreApi<PreferencesState>;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly openStage: (stage: StageName) => void;
}

/** The six stages, in the order of the work. */
export type StageName = 'overview' | 'data' | 'tune' | 'train' | 'evaluate' | 'inspect' | 'runs';
