/** How components reach the stages, and the words in the user's language. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Language, Text } from '../../core/text.ts';
import type { Stages } from '../../state/stages.ts';
import type { StageWords } from '../text/stage-words.ts';
import { firstStepsText } from '../text/first-steps.ts';
import { frameText } from '../text/frame.ts';
import { sentences } from '../text/sentences.ts';
import { stageText } from '../text/stages.ts';
import { tuneText } from '../text/tune.ts';

export const StagesContext = createContext<Stages | undefined>(undefined);

export function useStages(): Stages {
  const stages = useContext(StagesContext);
  if (stages === undefined)
    throw new Error('A component that needs the stages stands outside of StagesContext.');
  return stages;
}

/** A slice of a store that re-renders only when it changes. */
export function useSlice<State, Slice>(store: StoreApi<State>, select: (state: State) => Slice): Slice {
  return useStore(store, select);
}

const firstWords = { ...firstStepsText, ...frameText, ...stageText, ...tuneText };

export type WordKey = keyof typeof firstWords | keyof StageWords;

/** Those of the first screen; the words of the other stages come with their panels. */
const words = new Map<string, Text>(Object.entries(firstWords));

export function addWords(more: Readonly<Record<string, Text>>): void {
  for (const [key, text] of Object.entries(more)) words.set(key, text);
}

export interface Speech {
  readonly language: Language;
  /** A fixed word or sentence. */
  readonly t: (key: WordKey) => string;
  /** A text that carries both languages. */
  readonly say: (text: Text) => string;
  /** Sentences with values. */
  readonly sentence: <Key extends keyof typeof sentences>(key: Key) => (typeof sentences)[Key][Language];
}

export function useSpeech(): Speech {
  const { preferences } = useStages();
  const language = useStore(preferences.store, (state) => state.language);
  return {
    language,
    t: (key) => words.get(key)?.[language] ?? '',
    say: (text) => text[language],
    sentence: (key) => sentences[key][language],
  };
}
