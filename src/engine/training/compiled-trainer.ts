/** Training by planned kernel calls over buffers that never change. */
import { plainView } from '../../core/views/view.ts';
import { embeddingLengthOf } from '../networks/network.ts';
import { stepSettings } from '../optimisers/optimiser.ts';
import { createEmbedder } from '../program/embedder.ts';
import { layoutsOf } from '../program/layouts.ts';
import { createNetworkMemory } from '../program/network-memory.ts';
import type { Execution } from '../program/recorder.ts';
import { prepareStep, type CompiledStep } from './compiled-step.ts';
import { nameNumbers, type FirstValues, type Trainer } from './trainer.ts';

export function createCompiledTrainer(
  { experiment, network, ...first }: FirstValues,
  gpu: GPUDevice,
  execution: Execution,
): Trainer {
  const layouts = layoutsOf(network.spec, execution);
  const memory = createNetworkMemory(gpu, layouts, experiment.optimiser);
  memory.restore({ ...first, slots: [] });
  const { arenas } = memory;
  const embedder = createEmbedder(gpu, network, { layouts, arenas });
  let current: { readonly images: number; readonly ready: Promise<CompiledStep> } | undefined;
  let updates = 0;

  /** One program at a time: a step of another number of images takes the place of the last. */
  function stepFor(images: number): Promise<CompiledStep> {
    if (current?.images === images) return current.ready;
    const old = current;
    const prepare = async () => {
      (await old?.ready)?.dispose();
      return prepareStep(gpu, { experiment, network, layouts, arenas }, images);
    };
    current = { images, ready: prepare() };
    return current.ready;
  }

  return {
    length: embeddingLengthOf(network),
    async step(batch, rate) {
      const step = await stepFor(batch.images);
      updates++;
      const taken = step.take(batch, stepSettings(rate, updates));
      const numbers = await taken.data();
      taken.dispose();
      return nameNumbers(numbers);
    },
    forward: (pictures, wanted, view = plainView) => embedder.evaluate(pictures, wanted, view),
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
