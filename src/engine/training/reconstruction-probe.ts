/** What is watched of a network that reconstructs: residuals of held-out pictures, and what it makes of a few of them. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { OutputRow } from '../../core/run/events.ts';
import { createRandom } from '../../core/random.ts';
import { residualScores } from '../evaluation/residual-method.ts';
import { generatorOf } from '../networks/network.ts';
import { inputPictures, valuePictures } from './output-pictures.ts';
import type { ProbeSpec } from './probe.ts';
import type { Trainer } from './trainer.ts';

/** Samples shown at each probe. */
const samples = 4;

/** What the network's output `compared` [N, S, S] says. */
export interface Comparison {
  /** Larger where the reconstruction differs more. */
  readonly residualOf: (value: number) => number;
  /** A residual as a grey level in [0, 1]. */
  readonly shadeOf: (value: number) => number;
}

/** The root of a squared error is a difference of grey levels, doubled to be seen. */
export const squaredComparison: Comparison = {
  residualOf: (square) => square,
  shadeOf: (square) => 2 * Math.sqrt(square),
};

/** The same codes at each probe, drawn from the prior; none of a network without a generator. */
async function drawSamples(trainer: Trainer, { seed, inputSize }: Experiment): Promise<OutputRow[]> {
  if (trainer.network.generator === undefined || trainer.generate === undefined) return [];
  const { length } = generatorOf(trainer.network);
  const random = createRandom(seed).fork('samples');
  const codes = Float32Array.from({ length: samples * length }, () => random.normal());
  const pictures = valuePictures(await trainer.generate(codes), samples, inputSize);
  return [{ name: 'samples', pictures }];
}

/** By the outputs `compared`, `pooled` and `reconstruction` [N, S, S, 3]; rows `input`, `reconstruction`, `residual`, `samples`. */
export function reconstructionProbe(
  experiment: Experiment,
  { residualOf, shadeOf }: Comparison = squaredComparison,
): ProbeSpec {
  const { inputSize: side, imageSize, trainOn } = experiment;
  const imageSide = trainOn === 'crops' ? imageSize : side;
  return {
    outputs: ['compared', 'pooled'],
    scores(rows, trained) {
      const size = side * side;
      const scores = Float32Array.from({ length: rows.length / size - trained }, (_, i) => {
        const start = (trained + i) * size;
        return residualScores(rows.subarray(start, start + size).map(residualOf), side, imageSide).largest;
      });
      return Promise.resolve(scores);
    },
    async draw(shown, trainer) {
      const [made, compared] = await trainer.forward(shown, ['reconstruction', 'compared']);
      const { count } = shown;
      return [
        { name: 'input', pictures: inputPictures(shown) },
        { name: 'reconstruction', pictures: valuePictures(made, count, side) },
        { name: 'residual', pictures: valuePictures(compared.map(shadeOf), count, side) },
        ...(await drawSamples(trainer, experiment)),
      ];
    },
  };
}
