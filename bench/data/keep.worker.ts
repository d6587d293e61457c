/** Keeps the state of a whole ResNet18 with AdamW and its best network: as a file in OPFS, and, to compare, in IndexedDB. */
import { openDB } from 'idb';
import { defaultExperiment } from '../../src/core/experiment/experiment.ts';
import { openBrowserRuns } from '../../src/worker/data/storage/browser-runs.ts';
import type { RunState } from '../../src/worker/data/storage/run-state.ts';

/** Weights of ResNet18 with its head, in as many arrays as it has layers. */
const [layers, weightsEach] = [62, 185_000];
const rounds = 5;

const valuesOf = (seed: number) =>
  Object.fromEntries(
    Array.from({ length: layers }, (_, layer) => {
      const values = Float32Array.from({ length: weightsEach }, (_weight, i) => Math.sin(seed + layer + i));
      return [`layer${layer}`, values];
    }),
  );

function createState(): RunState {
  const counts = { train: 1, testNormal: 0, testDefective: 0, masks: 0 };
  const [parameters, first, second, best] = [1, 2, 3, 4].map(valuesOf);
  if (parameters === undefined || first === undefined || second === undefined || best === undefined)
    throw new Error('Four were asked for.');
  return {
    dataset: { name: 'bench', fingerprint: 'bench', counts },
    planned: defaultExperiment,
    total: 450,
    events: [],
    saved: {
      step: 25,
      elapsedMs: 0,
      checkpoint: { parameters, statistics: {}, slots: [first, second], updates: 25 },
    },
    best: { step: 20, heldOutAuroc: 0.9, parameters: best, statistics: {} },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function measure(): Promise<{ file: number[]; database: number[]; read: number[]; bytes: number }> {
  const state = createState();
  const runs = await openBrowserRuns();
  const database = await openDB('bench', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('states');
    },
  });
  const times = { file: [] as number[], database: [] as number[], read: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.file.push(await timed(() => runs.keepFor('bench', async (keeper) => keeper?.write(state))));
    times.database.push(await timed(() => database.put('states', state, 'bench')));
    times.read.push(await timed(() => runs.read('bench')));
  }
  return { ...times, bytes: (await runs.list()).runs[0]?.bytes ?? 0 };
}

self.postMessage(await measure());
