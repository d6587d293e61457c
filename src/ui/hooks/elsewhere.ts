/** What is left of other images than those that are open: it is shown in grey, and says of what it is. */
import type { RunResults } from '../../core/run/results.ts';
import { nameOfImages } from '../text/samples.ts';
import { useSlice, useSpeech, useStages } from './stages.ts';

interface Named {
  readonly name: string;
  readonly fingerprint: string;
}

/** Name of the images, where others are open now; `undefined` where they are the open ones, or nothing is open. */
function useOther(images: Named | undefined): string | undefined {
  const { dataset, replay } = useStages();
  const { language } = useSpeech();
  const open = useSlice(dataset.store, (state) => state.dataset?.fingerprint);
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined); // a recording says itself of what it is
  const isOther = !isReplaying && images !== undefined && open !== undefined && images.fingerprint !== open;
  return isOther ? nameOfImages(images.name, language) : undefined;
}

/** What the current network was trained on, if that is not open any more. */
export function useTrainedElsewhere(): string | undefined {
  const { training } = useStages();
  return useOther(
    useSlice(training.store, ({ dataset, steps }) => (steps.length === 0 ? undefined : dataset)),
  );
}

/** What the results shown are of, if that is not open any more. */
export function useResultsElsewhere(): string | undefined {
  const { evaluation } = useStages();
  return useOther(
    useSlice(evaluation.store, ({ results }): RunResults['dataset'] | undefined => results?.dataset),
  );
}
