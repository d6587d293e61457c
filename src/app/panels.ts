/** The stages' panels. Tune is there at once; the others come when they are first opened, or once the page has time. */
import { lazy, type ComponentType } from 'react';
import type { StageName } from '../state/frame/preferences.ts';
import { addWords } from '../ui/hooks/stages.ts';
import { TunePanel } from '../ui/stages/tune/TunePanel.tsx';

/** A panel, with the words that it shows. */
async function open<Panel extends ComponentType>(
  load: () => Promise<Panel>,
): Promise<{ readonly default: Panel }> {
  const [panel, { stageWords }] = await Promise.all([load(), import('../ui/text/stage-words.ts')]);
  addWords(stageWords);
  return { default: panel };
}

const sources = {
  data: () => open(async () => (await import('../ui/stages/data/DataPanel.tsx')).DataPanel),
  train: () => open(async () => (await import('../ui/stages/train/TrainPanel.tsx')).TrainPanel),
  evaluate: () => open(async () => (await import('../ui/stages/evaluate/EvaluatePanel.tsx')).EvaluatePanel),
  runs: () => open(async () => (await import('../ui/stages/runs/RunsPanel.tsx')).RunsPanel),
};

/** The bar of a run that plays. */
export const ReplayBar = lazy(() =>
  open(async () => (await import('../ui/stages/runs/ReplayBar.tsx')).ReplayBar),
);

export const panels: Readonly<Record<StageName, ComponentType>> = {
  data: lazy(sources.data),
  tune: TunePanel,
  train: lazy(sources.train),
  evaluate: lazy(sources.evaluate),
  runs: lazy(sources.runs),
};

/** So that a stage opens without a wait; one that does not come now comes, or says why not, when it is opened. */
export function fetchPanels(): void {
  for (const source of Object.values(sources)) source().catch(() => undefined);
}
