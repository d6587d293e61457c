/** Where the keyboard is when a stage comes into view. */
import { useEffect, useRef } from 'react';

export function focusStage(): void {
  document.querySelector<HTMLElement>('main [role="tabpanel"][data-state="active"]')?.focus();
}

/** A button that leads to another stage goes with its own: the focus, which then is nowhere, moves to the stage. */
export function useStageFocus(stage: string): void {
  const seen = useRef(stage);
  useEffect(() => {
    if (seen.current === stage) return;
    seen.current = stage;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === null || document.activeElement === document.body) focusStage();
    }); // the stage before goes after effects have run
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [stage]);
}
