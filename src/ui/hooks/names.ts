/** What images and defects are called: built-in ones in the user's language, the user's own as their folders are. */
import type { Text } from '../../core/text.ts';
import { sampleDefects, sampleNames } from '../text/samples.ts';
import { useSlice, useSpeech, useStages } from './stages.ts';

interface Names {
  /** Of the images in use. */
  readonly dataset: string;
  readonly defect: (name: string) => string;
}

export function useNames(): Names {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const name = useSlice(dataset.store, (state) => state.dataset?.name ?? '');
  const isSample = useSlice(dataset.store, (state) => state.dataset?.origin === 'sample');
  const called = (table: Readonly<Record<string, Text>>, key: string) => {
    const text = isSample && Object.hasOwn(table, key) ? table[key] : undefined;
    return text === undefined ? key : say(text);
  };
  return { dataset: called(sampleNames, name), defect: (defect) => called(sampleDefects, defect) };
}
