/** What has the keyboard may switch itself off or go, by being pressed: then the keyboard stays near where it was. */
import { useEffect } from 'react';
import { isNowhere } from './stage-focus.ts';

/** Milliseconds that parts of the page have to bring the keyboard elsewhere by themselves. */
const patience = 150;

/** For an element whose parts bring the keyboard to the right one of them, as soon as one can have it. */
export const bringsFocus = { 'data-brings-focus': '' } as const;

/** What can have the keyboard. */
const controls =
  'button:not(:disabled), a[href], summary, input:not(:disabled, [hidden]), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** Parts of the page that may have it themselves. */
const parts = 'section, article, aside, [role="tabpanel"], main';

/** Of an element that is still there, the last control before it, else the first behind; of one that is gone, the first. */
function beside(element: HTMLElement, all: readonly HTMLElement[]): HTMLElement | undefined {
  const isBefore = (one: HTMLElement) =>
    (one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return (element.isConnected ? all.findLast(isBefore) : undefined) ?? all[0];
}

/** Controls before those of a whole part of the page: a row, a list, a card. */
function nearest(element: HTMLElement, ancestors: readonly Element[]): HTMLElement | undefined {
  for (const around of ancestors) {
    if (around.matches(parts)) return around as HTMLElement;
    const control = beside(element, [...around.querySelectorAll<HTMLElement>(controls)]);
    if (control !== undefined) return control;
  }
  return undefined;
}

function ancestorsOf(element: Element): Element[] {
  const around: Element[] = [];
  for (let one = element.parentElement; one !== null; one = one.parentElement) around.push(one);
  return around;
}

/** The way up is what it was when the element got the keyboard: an element that is gone has none. */
function bringBack(element: HTMLElement, ancestors: readonly Element[]): void {
  const isOff = element.matches(':disabled') || !element.isConnected;
  if (!isOff || !isNowhere()) return;
  const left = ancestors.filter((one) => one.isConnected && one !== document.body);
  if (left.some((one) => one.matches('[data-brings-focus]'))) return;
  const target = nearest(element, left);
  if (target === undefined) return;
  if (!target.matches(controls) && target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** For the whole page, once. */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: { readonly element: HTMLElement; readonly ancestors: readonly Element[] } | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const follow = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) last = { element: target, ancestors: ancestorsOf(target) };
    };
    /** Who goes elsewhere by a click on nothing is not brought back later. Some browsers tell so of an element that is just going, too. */
    const forget = ({ target }: FocusEvent) => {
      setTimeout(() => {
        const left = last?.element;
        if (left === undefined || left !== target || document.activeElement === left) return;
        if (left.isConnected && !left.matches(':disabled')) last = undefined;
      });
    };
    const observer = new MutationObserver(() => {
      if (last === undefined || waiting !== undefined || !isNowhere()) return;
      waiting = setTimeout(() => {
        waiting = undefined;
        if (last !== undefined) bringBack(last.element, last.ancestors);
      }, patience);
    });
    document.addEventListener('focusin', follow);
    document.addEventListener('focusout', forget);
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('focusout', forget);
      observer.disconnect();
      clearTimeout(waiting);
    };
  }, []);
}
