/** A score as the wall, the promise and the report show it. */
export function shownScore(score: number): string {
  return Number.isFinite(score) ? score.toPrecision(4) : '–';
}
