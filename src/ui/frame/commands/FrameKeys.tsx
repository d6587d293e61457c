/** Listens for shortcuts, and shows the dialog that one of them opens; it is loaded then. */
import { lazy, Suspense, useEffect } from 'react';
import { useSlice, useStages } from '../../hooks/stages.ts';
import { runShortcut } from './shortcuts.ts';

const FrameDialogs = lazy(() => import('./FrameDialogs.tsx'));

export function FrameKeys() {
  const stages = useStages();
  const dialog = useSlice(stages.frame.store, (state) => state.dialog);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (runShortcut(stages, event)) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => {
      removeEventListener('keydown', listen);
    };
  }, [stages]);
  if (dialog === undefined) return null;
  return (
    <Suspense>
      <FrameDialogs />
    </Suspense>
  );
}
