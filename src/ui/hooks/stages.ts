/** How components reach the stages, and the words in the user's language. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Language } from '../../core/text.ts';
import type { Stages } from '../../state/stages.ts';

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

export interface Speech {
  readonly language: Language;
  /** A text, or a sentence that takes values, in the user's language. */
  readonly say: <Words>(words: Readonly<Record<Language, Words>>) => Words;
}

/** The one way for a component to its words, which stand in the tables of ui/text. */
export function useSpeech(): Speech {
  const { preferences } = useStages();
  const language = useStore(preferences.store, (state) => state.language);
  return { language, say: (words) => words[language] };
}
