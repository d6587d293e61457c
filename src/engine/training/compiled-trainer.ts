/** Training by planned kernel calls over buffers that never change. */
import { plainView } from '../../core/views/view.ts';
import { embeddingLengthOf } from '../networks/network.ts';
import { stepSettings } from '../optimisers/optimiser.ts';
import { createEmbedder } from '../program/embedder.ts';
import { layoutsOf } from '../program/layouts.ts';
import { createNetworkMemory } from '../program/network-memory.ts';
import type { Execution } from '../program/recorder.ts';
import { prepareStep, type CompiledStep } from './compiled-step.ts';
import { shapeOfStep, type StepBatch } from './step-batch.ts';
import { nameNumbers, untrained, type FirstValues, type Learner, type Trainer } from './trainer.ts';

export function createCompiledTrainer(
  { network, objective, optimiser }: Learner,
  first: FirstValues,
  gpu: GPUDevice,
  execution: Execution,
): Trainer {
  const layouts = layoutsOf(network.spec, execution);
  const memory = createNetworkMemory(gpu, layouts, optimiser.optimiser);
  memory.restore({ ...first, slots: [] });
  const { arenas } = memory;
  const embedder = createEmbedder(gpu, network, { layouts, arenas });
  let current: { readonly key: string; readonly ready: Promise<CompiledStep> } | undefined;
  let updates = 0;

  /** One program at a time: a step of another shape takes the place of the last. */
  function stepFor(batch: StepBatch): Promise<CompiledStep> {
    const shape = shapeOfStep(batch);
    const key = JSON.stringify(shape);
    if (current?.key === key) return current.ready;
    const old = current;
    const prepare = async () => {
      (await old?.ready)?.dispose();
      if (objective === undefined) return untrained();
      return prepareStep(gpu, { network, objective, optimiser, layouts, arenas }, shape);
    };
    current = { key, ready: prepare() };
    return current.ready;
  }

  return {
    network,
    length: embeddingLengthOf(network),
    async step(batch, rate) {
      const step = await stepFor(batch);
      updates++;
      return nameNumbers(await step.take(batch, stepSettings(rate, updates)), objective?.series ?? []);
    },
    forward: (pictures, wanted, view = plainView) => embedder.evaluate(pictures, wanted, view),
    generate: (codes) => embedder.generate(codes),
    save: () => memory.save(updates),
    restore(checkpoint) {
      memory.restore(checkpoint);
      updates = checkpoint.updates;
    },
    dispose() {
      const release = (step: CompiledStep) => {
        step.dispose();
      };
      void current?.ready.then(release, () => undefined);
      embedder.dispose();
      memory.dispose();
    },
  };
}
