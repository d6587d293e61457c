/** The quick part of the budget; `npm run budget` measures the rest. */
import { expect, it } from 'vitest';
import { firstLoadBudget, readFirstLoad } from '../scripts/first-load.mjs';

it('opens with at most 150 KB of script, gzipped, and neither tfjs nor recharts among it', () => {
  const { scripts, scriptGzipBytes, styleGzipBytes, heavy, stale } = readFirstLoad();
  expect(scripts.length).toBeGreaterThan(0);
  expect(stale).toEqual([]);
  expect(heavy).toEqual([]);
  expect(scriptGzipBytes).toBeLessThanOrEqual(firstLoadBudget.scripts);
  expect(styleGzipBytes).toBeLessThanOrEqual(firstLoadBudget.styles);
});
