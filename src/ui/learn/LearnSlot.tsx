/** Where the drawer stands; its lessons are loaded when it is first opened. */
import { lazy, Suspense } from 'react';
import { useSlice, useStages } from '../hooks/stages.ts';

const LearnDrawer = lazy(() => import('./LearnDrawer.tsx'));

export function LearnSlot() {
  const { learn } = useStages();
  const isOpen = useSlice(learn.store, (state) => state.isOpen);
  if (!isOpen) return null;
  return (
    <Suspense>
      <LearnDrawer />
    </Suspense>
  );
}
