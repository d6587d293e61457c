/** A row of buttons of which each may switch itself off: the focus, which would be nowhere then, goes to the next that can be pressed. */
import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';
import { bringsFocus } from './kept-focus.ts';
import { isNowhere } from './stage-focus.ts';

type RowFocus = typeof bringsFocus & {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent<HTMLDivElement>) => void;
};

/**
 * For the element around the buttons. `state` is what they depend on. Until one of them can be pressed the row stays where the focus
 * goes, unless a person takes it elsewhere meanwhile.
 */
export function useRowFocus(state: string): RowFocus {
  const ref = useRef<HTMLDivElement>(null);
  const isInRow = useRef(false);
  useEffect(() => {
    if (!isInRow.current || !isNowhere()) return;
    ref.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }, [state]);
  return {
    ...bringsFocus,
    ref,
    onFocus: () => {
      isInRow.current = true;
    },
    onBlur: ({ target, relatedTarget }) => {
      if (relatedTarget !== null || !target.matches(':disabled')) isInRow.current = false;
    },
  };
}
