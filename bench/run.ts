/** All benches, or one group: `npm run bench -- --only studio --json results.json`. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { batchesBench } from './groups/batches.ts';
import { dataBench, largeDataBench } from './groups/data.ts';
import { detectorsAgainstTraining, detectorsBench } from './groups/detectors.ts';
import { largeStepBench } from './groups/engine-large.ts';
import { engineBench } from './groups/engine.ts';
import { framesBench } from './groups/frames.ts';
import { manyImagesBench } from './groups/many.ts';
import { metricsBench } from './groups/metrics.ts';
import { scoringBench } from './groups/scoring.ts';
import { studioBench } from './groups/studio.ts';
import { tiledBench } from './groups/tiled.ts';
import { printResult, type BenchResult } from './support/report.ts';

/** Results come at its end, or one after another. */
type Group = () => Promise<readonly BenchResult[]> | AsyncIterable<BenchResult>;

const groups: Readonly<Record<string, Group>> = {
  studio: studioBench,
  engine: engineBench,
  tiled: tiledBench,
  batches: batchesBench,
  scoring: scoringBench,
  metrics: metricsBench,
  data: dataBench,
  frames: framesBench,
  detectors: detectorsBench,
};

/** Run only when named: they take many minutes. */
const slowGroups: typeof groups = {
  'engine-large': largeStepBench,
  'data-large': largeDataBench,
  many: manyImagesBench,
  'detectors-long': detectorsAgainstTraining,
};

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
if (values.only !== undefined && !(values.only in groups) && !(values.only in slowGroups)) {
  console.error(
    `No bench group is called "${values.only}"; there are: ${Object.keys({ ...groups, ...slowGroups }).join(', ')}.`,
  );
  process.exit(1);
}
const results: BenchResult[] = [];
const wanted = values.only === undefined ? groups : { ...groups, ...slowGroups };
for (const [name, group] of Object.entries(wanted)) {
  if (values.only !== undefined && values.only !== name) continue;
  for await (const result of await group()) {
    printResult(result);
    results.push(result);
  }
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 1));
process.exit(0);
