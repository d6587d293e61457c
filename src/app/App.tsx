/** The frame: header with stages, the stage in view, the status bar. */
import { Tabs } from 'radix-ui';
import { lazy, Suspense, useEffect, type ComponentType } from 'react';
import type { StageName } from '../state/stages.ts';
import { FrameKeys } from '../ui/commands/FrameKeys.tsx';
import { DropZone } from '../ui/drop/DropZone.tsx';
import { useSlice, useStages } from '../ui/hooks/stages.ts';
import { LearnSlot } from '../ui/lessons/LearnSlot.tsx';
import { Header } from '../ui/panels/Header.tsx';
import { PanelBoundary } from '../ui/panels/PanelBoundary.tsx';
import { Repairs } from '../ui/panels/Repairs.tsx';
import { stageNames } from '../ui/panels/stage-names.ts';
import { StatusBar } from '../ui/panels/StatusBar.tsx';
import { TunePanel } from '../ui/panels/TunePanel.tsx';

const ReplayBar = lazy(async () => ({ default: (await import('../ui/runs/ReplayBar.tsx')).ReplayBar }));

/** Tune is what a visit opens with; the other stages come when they are first looked at. */
const panels: Readonly<Record<StageName, ComponentType>> = {
  data: lazy(async () => ({ default: (await import('../ui/panels/DataPanel.tsx')).DataPanel })),
  tune: TunePanel,
  train: lazy(async () => ({ default: (await import('../ui/panels/TrainPanel.tsx')).TrainPanel })),
  evaluate: lazy(async () => ({ default: (await import('../ui/panels/EvaluatePanel.tsx')).EvaluatePanel })),
  runs: lazy(async () => ({ default: (await import('../ui/panels/RunsPanel.tsx')).RunsPanel })),
};

export function App() {
  const { preferences, learn, replay } = useStages();
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  const isProjector = useSlice(learn.store, (state) => state.isProjector);
  const { language, theme, stage } = useSlice(preferences.store, (state) => state);
  useEffect(() => {
    document.documentElement.lang = language;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    document.documentElement.toggleAttribute('data-projector', isProjector);
  }, [language, theme, isProjector]);
  return (
    <Tabs.Root
      className="app"
      value={stage}
      onValueChange={(value) => {
        const chosen = stageNames.find((name) => name === value);
        if (chosen !== undefined) preferences.openStage(chosen);
      }}
    >
      <Header />
      <div className="desk">
        <LearnSlot />
        <main>
          <Repairs />
          {isReplaying && (
            <Suspense>
              <ReplayBar />
            </Suspense>
          )}
          {stageNames.map((name) => {
            const Panel = panels[name];
            return (
              <Tabs.Content key={name} value={name} tabIndex={-1}>
                <PanelBoundary>
                  <Suspense>
                    <Panel />
                  </Suspense>
                </PanelBoundary>
              </Tabs.Content>
            );
          })}
        </main>
      </div>
      <StatusBar />
      <DropZone />
      <FrameKeys />
    </Tabs.Root>
  );
}
