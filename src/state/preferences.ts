/** Language, theme and the stage in view. */
import { createStore } from 'zustand/vanilla';
import type { Language } from '../core/experiment/knob.ts';
import type { PreferencesStage, PreferencesState, StageName, Theme } from './stages.ts';

/** Small settings that outlive the page; both ends may fail silently where storage is forbidden. */
export interface Memory {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
}

const stages: readonly StageName[] = ['data', 'tune', 'train', 'evaluate', 'runs'];

function isStage(text: string): text is StageName {
  return (stages as readonly string[]).includes(text);
}

/** The kept choice, else the first of the browser's languages that we speak, else English. */
export function chooseLanguage(kept: string | undefined, languages: readonly string[]): Language {
  if (kept === 'en' || kept === 'ja') return kept;
  const known = languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'ja');
  return known === 'ja' ? 'ja' : 'en';
}

function chooseTheme(kept: string | undefined): Theme {
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export interface PreferencesOptions {
  readonly memory: Memory;
  readonly languages: readonly string[];
  /** Stage named by the link; anything unknown opens Tune. */
  readonly stage: string;
}

export function createPreferencesStage({ memory, languages, stage }: PreferencesOptions): PreferencesStage {
  const store = createStore<PreferencesState>(() => ({
    language: chooseLanguage(memory.read('language'), languages),
    theme: chooseTheme(memory.read('theme')),
    stage: isStage(stage) ? stage : 'tune',
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
