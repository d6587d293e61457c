/** The stages' panels. Each comes when it is first opened, or once the page has time. */
import { lazy, type ComponentType } from 'react';
import type { StageName } from '../state/frame/preferences.ts';

const sources = {
  overview: () =>
    import('../ui/stages/overview/OverviewPanel.tsx').then(({ OverviewPanel }) => ({
      default: OverviewPanel,
    })),
  data: () => import('../ui/stages/data/DataPanel.tsx').then(({ DataPanel }) => ({ default: DataPanel })),
  tune: () => import('../ui/stages/tune/TunePanel.tsx').then(({ TunePanel }) => ({ default: TunePanel })),
  train: () =>
    import('../ui/stages/train/TrainPanel.tsx').then(({ TrainPanel }) => ({ default: TrainPanel })),
  evaluate: () =>
    import('../ui/stages/evaluate/EvaluatePanel.tsx').then(({ EvaluatePanel }) => ({
      default: EvaluatePanel,
    })),
  inspect: () =>
    import('../ui/stages/inspect/InspectPanel.tsx').then(({ InspectPanel }) => ({ default: InspectPanel })),
  runs: () => import('../ui/stages/runs/RunsPanel.tsx').then(({ RunsPanel }) => ({ default: RunsPanel })),
};

/** The bar of a run that plays. */
export const ReplayBar = lazy(() =>
  import('../ui/stages/runs/ReplayBar.tsx').then(({ ReplayBar }) => ({ default: ReplayBar })),
);

export const panels: Readonly<Record<StageName, ComponentType>> = {
  overview: lazy(sources.overview),
  data: lazy(sources.data),
  tune: lazy(sources.tune),
  train: lazy(sources.train),
  evaluate: lazy(sources.evaluate),
  inspect: lazy(sources.inspect),
  runs: lazy(sources.runs),
};

/** So that a stage opens without a wait; one that does not come now comes, or says why not, when it is opened. */
export function fetchPanels(): void {
  for (const source of Object.values(sources)) source().catch(() => undefined);
}
