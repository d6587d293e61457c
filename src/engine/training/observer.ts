/** What is looked at while training continues, and reported. */
import type { RgbImage } from '../../core/image/image.ts';
import { success, type Result } from '../../core/result.ts';
import type { BestLook, RunProblem } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { HeldOutSplit } from './held-out.ts';
import { probeTests } from './test-probe.ts';
import type { TrainingSetup } from './setup.ts';
import { createProbe, isWatched, type Watch } from './probe.ts';

export interface Observer {
  /** Whether to look after `step` steps; each step is looked at once. */
  isDue(step: number): boolean;
  /** No step may be under way. */
  observe(step: number): Promise<Result<void, RunProblem>>;
}

/** A probe is made when it is first due, as it draws many pictures. */
export function createObserver(setup: TrainingSetup, split: HeldOutSplit<RgbImage>): Observer {
  const { experiment, recipe, trainer, device, control, report, items, looked, best } = setup;
  let watch: Watch | undefined;
  let lastSeen: number | undefined = looked?.step;

  async function testAuroc(): Promise<Result<number | undefined, RunProblem>> {
    return experiment.peek && items !== undefined ? probeTests(setup, items) : success(undefined);
  }

  function open(): Watch | undefined {
    watch ??= createProbe(recipe.probe, { split, experiment, trainer }, looked?.points);
    if (watch !== undefined && lastSeen === undefined) report(watch.opening);
    return watch;
  }

  /** Only pictures that the network never learns from can say which network is best. */
  async function keepIfBest(look: BestLook): Promise<Result<void, RunProblem>> {
    if (best === undefined || split.heldOut.length === 0 || !best.isBetter(look)) return success(undefined);
    const saved = await attempt(() => trainer.save(), device, control);
    if (!saved.ok) return saved;
    const { parameters, statistics } = saved.value;
    best.keep({ step: look.step, heldOutAuroc: look.heldOutAuroc, parameters, statistics });
    return success(undefined);
  }

  return {
    isDue: (step) => step !== lastSeen && isWatched(step, experiment.steps),
    async observe(step) {
      const opened = open();
      lastSeen = step;
      if (opened === undefined) return success(undefined);
      const seen = await attempt(() => opened.look(step), device, control);
      if (!seen.ok) return seen;
      const peeked = await testAuroc();
      if (!peeked.ok) return peeked;
      report({ ...seen.value, testAuroc: peeked.value });
      return keepIfBest(seen.value);
    },
  };
}
