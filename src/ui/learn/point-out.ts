/** What a step of a lesson speaks of, on the page: brought into view and outlined, the focus left where it is. */
import type { Shown } from '../../core/lessons/lesson.ts';
import { bringIntoView, whenThere } from '../hooks/when-there.ts';

type Part = Extract<Shown, { readonly part: unknown }>['part'];

const named = (id: string) => `section[aria-labelledby="${id}"]`;

const selectors: Readonly<Record<Part, string>> = {
  samples: named('samples'),
  contents: named('contents'),
  gallery: named('pseudo-anomalies'),
  histogram: named('ssim-histogram'),
  history: named('history'),
  'new-seed': '[data-part="new-seed"]',
  'live-switch': '[data-part="live-switch"]',
  'live-result': '[data-part="live-result"]',
  'live-trail': '[data-part="live-trail"]',
  training: '[data-part="training"]',
  evaluate: '[data-part="evaluate"]',
};

const selectorOf = (shown: Shown) =>
  'knob' in shown ? `[data-knob="${shown.knob}"]` : selectors[shown.part];

/** Outlines it once it is drawn; the result takes that back. */
export function pointOut(shown: Shown): () => void {
  let outlined: HTMLElement | undefined;
  const giveUp = whenThere(selectorOf(shown), (element) => {
    outlined = element;
    element.setAttribute('data-pointed-out', '');
    bringIntoView(element);
  });
  return () => {
    giveUp();
    outlined?.removeAttribute('data-pointed-out');
  };
}

/** Scrolls there again. */
export function revealShown(shown: Shown): void {
  const element = document.querySelector<HTMLElement>(selectorOf(shown));
  if (element !== null) bringIntoView(element);
}
