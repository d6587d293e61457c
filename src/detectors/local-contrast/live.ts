/**
 * Local contrast for one setting of the pseudo-anomalies after another. What depends on images alone is computed once: features,
 * the bank and the distances to it. A setting costs its pseudo-anomalies, their features and a head.
 */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import { bestStatistic, type Labelled } from '../../core/dataset/doctor/statistics.ts';
import { factsOf } from '../../core/dataset/facts.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { auroc } from '../../core/metrics/roc.ts';
import { createRandom } from '../../core/random.ts';
import type { ScoredItem } from '../../core/run/events.ts';
import type { HeldOutSignal, LiveEnd } from '../../core/run/live.ts';
import type { PlaceMaps } from '../../engine/backbone/patch-features.ts';
import type { LiveSession, LiveSource, LiveWork } from '../live.ts';
import { chooseLiveImages, type LiveImages } from './live-images.ts';
import { liveBudget, type LiveBudget } from './live-budget.ts';
import {
  learnGround,
  learnHead,
  type Ground,
  type LearningTools,
  type Learnt,
  type NormalImage,
} from './learn.ts';
import { watchPlaces } from './live-places.ts';
import { judgePlaces, seeNormal, seeOn } from './method.ts';
import { drawPseudo } from './negatives.ts';
import { recipe } from './recipe.ts';

/** An image that is scored for each setting. */
interface Probed {
  readonly item: Pick<DatasetItem, 'path' | 'defect'>;
  readonly maps: PlaceMaps;
  /** Distances of its places to the bank. */
  readonly bank: Float32Array;
}

/** What is computed once; filled as it is needed. */
interface Kept {
  readonly normals: NormalImage[];
  ground: Ground | undefined;
  /** Held-out normal images and pseudo-anomalies of them. */
  readonly heldOut: Probed[];
  /** How many of the held-out images have been drawn from. */
  heldOutDone: number;
  readonly tests: Probed[];
  /** Numbers of the whole test images, in the order of `tests`. */
  readonly facts: Labelled[];
}

interface Tools extends LiveWork {
  readonly images: LiveImages;
  readonly budget: LiveBudget;
  readonly kept: Kept;
  readonly see: LearningTools['see'];
}

/** Lets messages in; false if the work was stopped. */
async function goesOn({ control }: Pick<LiveWork, 'control'>): Promise<boolean> {
  await control.yieldToMessages();
  return !control.isStopped();
}

/** The bank, once; `undefined` if stopped. */
async function ensureGround({
  images,
  budget,
  kept,
  see,
  report,
  frozen,
  control,
  experiment,
}: Tools): Promise<Ground | undefined> {
  const total = images.normals.length;
  while (kept.normals.length < total) {
    kept.normals.push(await seeNormal(images.normals[kept.normals.length].image, see));
    report({ type: 'live-progress', phase: 'features', done: kept.normals.length, total });
    if (!(await goesOn({ control }))) return undefined;
  }
  if (kept.ground === undefined) report({ type: 'live-progress', phase: 'bank', done: 0, total: 1 });
  const random = createRandom(experiment.seed).fork('live ground');
  const { sizes } = budget;
  kept.ground ??= await learnGround(kept.normals, { random, multiply: frozen.multiply, control, sizes });
  return kept.ground;
}

function learnFor(
  { budget, experiment, frozen, see, report, control }: Tools,
  ground: Ground,
): Promise<Learnt | undefined> {
  const { pseudoImages, head, sizes, pairs } = budget;
  const { multiply } = frozen;
  const { kept } = ground;
  return learnHead(ground, {
    experiment,
    random: createRandom(experiment.seed).fork('live head'),
    multiply,
    see,
    control,
    pseudoImages,
    head,
    sizes,
    watch: pairs === 0 ? undefined : watchPlaces({ kept, pairs, steps: head.steps, multiply, report }),
    onPseudo(done, total) {
      report({ type: 'live-progress', phase: 'pseudo', done, total });
    },
    onStep(done, total) {
      report({ type: 'live-progress', phase: 'head', done, total });
    },
  });
}

/**
 * Makers of the pseudo-anomalies that held-out images are given, in turns and at their defaults: the same for all settings,
 * so that settings can be compared, and none of them draws its own exam.
 */
const makers: readonly Experiment['generator'][] = ['local', 'cutpaste', 'draem', 'nsa'];

/** The next held-out image and pseudo-anomalies of it. */
async function probeHeldOut({ images, budget, kept, see, experiment }: Tools, ground: Ground): Promise<void> {
  const index = kept.heldOutDone;
  const { side } = recipe;
  const pictures = images.heldOut.map(({ image }) => resizeArea(image, side, side));
  const probe = async (image: (typeof pictures)[number], path: string, defect: string) => {
    const maps = await see(image);
    return { item: { path, defect }, maps, bank: ground.byBank(maps) };
  };
  const { path } = images.heldOut[index];
  const found = [await probe(pictures[index], path, normalClass)];
  for (let round = 0; round < budget.heldOutTurns; round++) {
    const turn = round * pictures.length + index;
    const generator = makers[turn % makers.length];
    const random = createRandom(experiment.seed).fork('live held out').fork(turn);
    const settings = { ...defaultExperiment, seed: experiment.seed, generator };
    const drawn = drawPseudo(pictures, turn, { experiment: settings, random, grid: found[0].maps.grid });
    if (drawn === undefined || drawn.places.length === 0) continue;
    found.push(await probe(drawn.image, `${path} (${generator})`, generator));
  }
  kept.heldOut.push(...found);
  kept.heldOutDone++;
}

function score({ item, maps, bank }: Probed, learnt: Learnt): ScoredItem {
  const { scores, map } = judgePlaces(learnt.scoreImage(maps, bank), maps.region);
  const label = item.defect === normalClass ? 0 : 1;
  return { ...item, label, score: scores['places'] ?? Number.NaN, scores, ...(map && { map }) };
}

function signalOf(items: readonly ScoredItem[]): HeldOutSignal {
  const labels = items.map(({ label }) => label);
  const pseudo = labels.filter((label) => label === 1).length;
  const area = auroc(
    labels,
    items.map((one) => one.score),
  );
  return { auroc: area, normals: items.length - pseudo, pseudo };
}

/** Scores held-out images; `undefined` if stopped. */
async function scoreHeldOut(
  tools: Tools,
  ground: Ground,
  learnt: Learnt,
): Promise<readonly ScoredItem[] | undefined> {
  const { kept, images, report } = tools;
  const total = images.heldOut.length;
  while (kept.heldOutDone < total) {
    await probeHeldOut(tools, ground);
    report({ type: 'live-progress', phase: 'held-out', done: kept.heldOutDone, total });
    if (!(await goesOn(tools))) return undefined;
  }
  const items: ScoredItem[] = [];
  for (const probed of kept.heldOut) {
    items.push(score(probed, learnt));
    if (!(await goesOn(tools))) return undefined;
  }
  report({ type: 'live-held-out', signal: signalOf(items) });
  return items;
}

/** Scores test images from `first` to `end`; false if stopped. */
async function scoreTests(
  { kept, images, see, report, control }: Tools,
  { ground, learnt }: { readonly ground: Ground; readonly learnt: Learnt },
  [first, end]: readonly [number, number],
): Promise<boolean> {
  const total = images.tests.length;
  for (let i = first; i < Math.min(end, total); i++) {
    if (kept.tests.length <= i) {
      const { path, defect, image, facts } = images.tests[i];
      const { maps } = await seeNormal(image, see);
      kept.tests.push({ item: { path, defect }, maps, bank: ground.byBank(maps) });
      kept.facts.push({ defect, facts: factsOf(image, facts?.file) });
    }
    report({ type: 'live-scored', items: [score(kept.tests[i], learnt)], total });
    if (!(await goesOn({ control }))) return false;
  }
  return true;
}

/** First the images whose maps are shown, then the signal that needs no label, then the rest. */
async function answer(tools: Tools): Promise<LiveEnd | undefined> {
  const { images, budget, kept, now, report } = tools;
  const started = now();
  const ground = await ensureGround(tools);
  if (ground === undefined) return undefined;
  const learnt = await learnFor(tools, ground);
  if (learnt === undefined) return undefined;
  const used = { ground, learnt };
  if (!(await scoreTests(tools, used, [0, budget.testsFirst]))) return undefined;
  const heldOut = await scoreHeldOut(tools, ground, learnt);
  if (heldOut === undefined) return undefined;
  if (images.tests.length === 0) {
    const shown = heldOut.filter(({ label }) => label === 1).slice(0, budget.maps);
    report({ type: 'live-scored', items: shown, total: shown.length });
  }
  if (!(await scoreTests(tools, used, [budget.testsFirst, images.tests.length]))) return undefined;
  return {
    elapsedMs: now() - started,
    normals: { used: images.normals.length + images.heldOut.length, total: images.normalTotal },
    tests: { used: images.tests.length, total: images.testTotal },
    statistic: bestStatistic(kept.facts),
    pseudo: { asked: budget.pseudoImages, ...learnt.pseudo },
  };
}

export function createLive(source: LiveSource, budget: LiveBudget = liveBudget): LiveSession {
  const images = chooseLiveImages(source, budget);
  const kept: Kept = { normals: [], ground: undefined, heldOut: [], heldOutDone: 0, tests: [], facts: [] };
  return {
    answer: (work) => answer({ ...work, images, budget, kept, see: seeOn(work.frozen.backbone) }),
  };
}
