/** Arrow keys that walk pictures in the order of reading: one back, or one on. */
export const readingSteps: Readonly<Record<string, -1 | 1>> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
};
