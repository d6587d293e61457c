/** On a narrow page the tabs scroll sideways: the one of the stage in view is in sight, whatever the width becomes. */
import { useEffect, useRef, type RefObject } from 'react';

function bringIn(list: HTMLElement): void {
  const tab = list.querySelector('[data-state="active"]')?.getBoundingClientRect();
  const { left, right } = list.getBoundingClientRect();
  if (tab === undefined) return;
  if (tab.left < left) list.scrollLeft -= left - tab.left;
  else if (tab.right > right) list.scrollLeft += tab.right - right;
}

/** A reference for the list of tabs. */
export function useTabInView(stage: string): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => {
      bringIn(current);
    });
    observer.observe(current); // reports its size at once
    return () => {
      observer.disconnect();
    };
  }, [stage]);
  return list;
}
