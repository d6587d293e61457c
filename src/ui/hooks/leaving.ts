/** The browser asks before it leaves the page where that would lose work. */
import { useEffect } from 'react';
import { isUnsaved } from '../../state/frame/unsaved.ts';
import { useStages } from './stages.ts';

export function useLeaveWarning(): void {
  const stages = useStages();
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isUnsaved(stages)) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
    };
  }, [stages]);
}
