/** Room for the text around a line chart. It grows with the size of the page's text, and so does the text in it. */
import { useMemo, useSyncExternalStore } from 'react';

/** Pixels between the edge of a chart and its plot; recharts is given the same numbers. */
export interface PlotInsets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Pixels of a root font that nobody has changed. */
const usualRem = 16;

/** `textScale` is 1 at the usual size of text, 2 at twice that. */
export function insetsAt(textScale: number): PlotInsets {
  const grown = (pixels: number) => Math.round(pixels * textScale);
  return { top: grown(8), right: grown(12), bottom: grown(50), left: grown(66) };
}

function readScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / usualRem;
}

/** No event reports another font size: the size of something that is as wide as the root font does. */
function subscribe(listener: () => void): () => void {
  const probe = document.createElement('div');
  probe.style.cssText = 'position: absolute; inline-size: 1rem; block-size: 0; visibility: hidden';
  document.body.append(probe);
  const observer = new ResizeObserver(listener);
  observer.observe(probe);
  return () => {
    observer.disconnect();
    probe.remove();
  };
}

/** The browser's and the page's text size against the usual one. */
export function useTextScale(): number {
  return useSyncExternalStore(subscribe, readScale);
}

export function usePlotInsets(): PlotInsets {
  const scale = useTextScale();
  return useMemo(() => insetsAt(scale), [scale]);
}
