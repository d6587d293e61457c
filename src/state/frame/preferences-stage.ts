/** Language, theme, and the stage that is open. */
import type { StoreApi } from 'zustand/vanilla';
import type { Language } from '../../core/text.ts';
import type { StageName } from './stage-name.ts';

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
