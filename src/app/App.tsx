/** The frame: header with stages, the stage in view, the status bar. */
import { Tabs } from 'radix-ui';
import { Suspense, useEffect } from 'react';
import { FrameKeys } from '../ui/frame/commands/FrameKeys.tsx';
import { DropZone } from '../ui/frame/drop/DropZone.tsx';
import { useLeaveWarning } from '../ui/hooks/leaving.ts';
import { useKeptFocus } from '../ui/hooks/kept-focus.ts';
import { useStageFocus } from '../ui/hooks/stage-focus.ts';
import { useSlice, useStages } from '../ui/hooks/stages.ts';
import { useTitle } from '../ui/hooks/title.ts';
import { LearnSlot } from '../ui/learn/LearnSlot.tsx';
import { Header } from '../ui/frame/Header.tsx';
import { InsecureNote } from '../ui/frame/InsecureNote.tsx';
import { PanelBoundary } from '../ui/frame/PanelBoundary.tsx';
import { Repairs } from '../ui/stages/data/Repairs.tsx';
import { stageNames } from '../ui/frame/stage-names.ts';
import { SkipLink } from '../ui/frame/SkipLink.tsx';
import { StatusBar } from '../ui/frame/StatusBar.tsx';
import { fetchPanels, panels, ReplayBar } from './panels.ts';

/** Once the page is drawn and its first pictures are there. */
const quietMs = 1500;

function ReplaySlot() {
  const { replay } = useStages();
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  return isReplaying ? (
    <Suspense>
      <ReplayBar />
    </Suspense>
  ) : null;
}

function useQuietFetch(): void {
  useEffect(() => {
    const timer = setTimeout(fetchPanels, quietMs);
    return () => {
      clearTimeout(timer);
    };
  }, []);
}

export function App() {
  const { preferences, learn } = useStages();
  const isProjector = useSlice(learn.store, (state) => state.isProjector);
  const { language, theme, stage } = useSlice(preferences.store, (state) => state);
  useEffect(() => {
    document.documentElement.lang = language;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    document.documentElement.toggleAttribute('data-projector', isProjector);
  }, [language, theme, isProjector]);
  useQuietFetch();
  useTitle();
  useStageFocus(stage);
  useKeptFocus();
  useLeaveWarning();
  return (
    <Tabs.Root
      className="app"
      value={stage}
      onValueChange={(value) => {
        const chosen = stageNames.find((name) => name === value);
        if (chosen !== undefined) preferences.openStage(chosen);
      }}
    >
      <SkipLink />
      <Header />
      <InsecureNote />
      <div className="desk">
        <LearnSlot />
        <main>
          <Repairs />
          <ReplaySlot />
          {stageNames.map((name) => {
            const Panel = panels[name];
            return (
              <Tabs.Content key={name} value={name} tabIndex={-1}>
                <PanelBoundary>
                  <Suspense fallback={<div className="coming" aria-hidden="true" />}>
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
