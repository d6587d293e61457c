/** PatchCore on this encoder, features of layers 2 and 3 of the whole image against a coreset of normal ones. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';
import { cellGrid, scoresInside } from '../../core/scoring/counted-places.ts';
import { takeRows } from '../../core/scoring/coreset.ts';
import { patchFeatures, type FeatureMap } from '../../core/scoring/patch-features.ts';
import { imageScore, reweightedScore } from '../../core/scoring/patch-scores.ts';
import { chooseCoreset } from '../neighbours/choose-coreset.ts';
import { createNeighbours } from '../neighbours/neighbours.ts';
import { joinRows } from '../program/embedder.ts';
import type { Network } from '../networks/network.ts';
import type { Trainer } from '../training/trainer.ts';
import { packWhole } from './crops.ts';
import type { Judgement, Method, Workplace } from './method.ts';

/** Pixels of the image for one cell of the two maps: layers 2 and 3 of a ResNet. */
const [fineStride, coarseStride] = [8, 16];

/** Whether a network has the two maps. */
export function hasPatchMaps({ outputs }: Network): boolean {
  const strides = Object.values(outputs).map(({ stride }) => stride);
  return strides.includes(fineStride) && strides.includes(coarseStride);
}

/** The network's map of that stride; the deepest, where it has several. */
function mapOfStride({ outputs }: Network, wanted: number): string {
  const found = Object.keys(outputs).findLast((name) => outputs[name].stride === wanted);
  if (found === undefined) throw new Error(`expected a network with a map of stride ${wanted}`);
  return found;
}

function toMap(data: Float32Array, side: number): FeatureMap {
  return { width: side, height: side, channels: data.length / side ** 2, data };
}

export function createPatchMethod(
  experiment: Experiment,
  trainer: Pick<Trainer, 'forward' | 'network'>,
): Method<FeatureMap> {
  const maps = [fineStride, coarseStride].map((stride) => mapOfStride(trainer.network, stride));
  const side = experiment.trainOn === 'whole' ? experiment.inputSize : experiment.imageSize;

  async function see(image: RgbImage): Promise<FeatureMap> {
    const [fine, coarse] = await trainer.forward(packWhole(image, side), maps);
    return patchFeatures(toMap(fine, side / fineStride), toMap(coarse, side / coarseStride));
  }

  /**
   * The rows that are kept of all normal patches; `undefined` if stopped. A round of the search is small: on software WebGPU it
   * takes twice as long as in JavaScript, which compares fewer rows.
   */
  async function chooseBank(
    patches: Float32Array,
    length: number,
    { gpu, isSoftware, control }: Workplace,
  ): Promise<Float32Array | undefined> {
    const size = Math.ceil((experiment.coreset / 100) * (patches.length / length));
    const random = createRandom(experiment.seed).fork('coreset');
    const chosen = await chooseCoreset(
      isSoftware ? undefined : gpu,
      { rows: patches, length },
      { size, random },
      control,
    );
    return chosen && takeRows(patches, length, chosen);
  }

  return {
    see,
    async fit(normals, workplace) {
      const length = normals[0].channels;
      const bank = await chooseBank(joinRows(normals.map(({ data }) => data)), length, workplace);
      if (bank === undefined) return undefined;
      const search = createNeighbours(workplace.gpu, bank, length, workplace.control);
      const { patchNeighbours: neighbours } = experiment;
      return {
        async judge({ data, width, height }, region): Promise<Judgement | undefined> {
          const nearest = await search.nearest(data, 1);
          if (nearest === undefined) return undefined;
          const scores = scoresInside(Float32Array.from(nearest.distances), cellGrid(width), region);
          const found = { ...nearest, distances: scores };
          const score =
            neighbours > 1 ? reweightedScore(data, found, { bank, length, neighbours }) : imageScore(found);
          const map = { ...cellGrid(width), rows: height, scores };
          return { scores: { patches: score }, map: { places: 'cells', ...map } };
        },
        dispose: () => {
          search.dispose();
        },
      };
    },
  };
}
