/** An element of a stage that is just being opened: its code may still be on the way. */

/** How long a stage that is looked at for the first time may take to be there. */
const patience = { tries: 60, restMs: 50 } as const;

/** Calls back once the element is drawn, or never; the result gives up waiting. */
export function whenThere(selector: string, found: (element: HTMLElement) => void): () => void {
  let timer = 0;
  const look = (tries: number) => {
    const element = document.querySelector<HTMLElement>(selector);
    if (element !== null) found(element);
    else if (tries > 0) timer = window.setTimeout(look, patience.restMs, tries - 1);
  };
  timer = window.setTimeout(look, patience.restMs, patience.tries);
  return () => {
    window.clearTimeout(timer);
  };
}

/** Opens the folds around it and scrolls to it. */
export function bringIntoView(element: HTMLElement): void {
  let fold = element.closest('details');
  while (fold !== null) {
    fold.setAttribute('open', '');
    fold = fold.parentElement?.closest('details') ?? null;
  }
  const isTall = element.getBoundingClientRect().height > 0.7 * window.innerHeight;
  element.scrollIntoView({ block: isTall ? 'start' : 'center' });
}
