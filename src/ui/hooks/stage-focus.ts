/** Where the keyboard is when a stage comes into view. */
import { useEffect, useRef } from 'react';

/** Whether the keyboard is nowhere: browsers differ in whether a button that was switched off keeps it. */
export function isNowhere(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.matches(':disabled');
}

/** Calls `focus` in the next frame, if the keyboard is nowhere by then; the result calls that off. */
export function focusIfLost(focus: () => void): () => void {
  const frame = requestAnimationFrame(() => {
    if (isNowhere()) focus();
  });
  return () => {
    cancelAnimationFrame(frame);
  };
}

export function focusStage(): void {
  document.querySelector<HTMLElement>('main [role="tabpanel"][data-state="active"]')?.focus();
}

/** A button that leads to another stage goes with its own: the focus, which then is nowhere, moves to the stage. */
export function useStageFocus(stage: string): void {
  const seen = useRef(stage);
  useEffect(() => {
    if (seen.current === stage) return;
    seen.current = stage;
    return focusIfLost(focusStage); // the stage before goes after effects have run
  }, [stage]);
}
