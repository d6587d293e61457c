/** The stages' panels. Tune is there at once; the others come when they are first opened, or once the page has time. */
import { lazy, type ComponentType } from 'react';
import type { StageName } from '../state/frame/stage-name.ts';
import { TunePanel } from '../ui/stages/tune/TunePanel.tsx';

const sources = {
  data: async () => ({ default: (await import('../ui/stages/data/DataPanel.tsx')).DataPanel }),
  train: async () => ({ default: (await import('../ui/stages/train/TrainPanel.tsx')).TrainPanel }),
  evaluate: async () => ({
    default: (await import('../ui/stages/evaluate/EvaluatePanel.tsx')).EvaluatePanel,
  }),
  runs: async () => ({ default: (await import('../ui/stages/runs/RunsPanel.tsx')).RunsPanel }),
};

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
