/** Text in a chart that is drawn narrower than its units keeps the size that it was given, as text on the page does. */

/** Units of the chart that one pixel takes: 1 where it is drawn at its own size or larger. */
export function unitsPerPixel(units: number, pixels: number): number {
  return pixels > 0 ? Math.max(1, units / pixels) : 1;
}

/** As the `ref` of an SVG element: keeps its `--unit`, by which the sizes of its text are multiplied. */
export function keepTextSize(svg: SVGSVGElement | null): (() => void) | undefined {
  if (svg === null) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    const unit = unitsPerPixel(svg.viewBox.baseVal.width, entry?.contentRect.width ?? 0);
    svg.style.setProperty('--unit', unit.toFixed(3));
  });
  observer.observe(svg);
  return () => {
    observer.disconnect();
  };
}
