/** Pixels between the edge of a line chart and its plot; recharts is told the same. */
export const plotInsets = { top: 8, right: 12, bottom: 50, left: 66 } as const;
