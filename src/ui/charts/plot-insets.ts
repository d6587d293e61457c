/** Pixels between the edge of a line chart and its plot; recharts is told the same. */
export const plotInsets = { top: 8, right: 12, bottom: 50, left: 58 } as const;
