/**
 * The paper's contrast on frozen features: pseudo-anomalies of normal images teach a small head, in seconds, which places of a
 * feature map look changed [HY section 3.2; FIRM section 3]; PatchCore's distance to normal places is added, which errs on
 * other images [PatchCore section 3].
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { createRandom } from '../../core/random.ts';
import type { Backbone } from '../../engine/backbone/backbone.ts';
import { placeMaps, type PlaceMaps } from '../../engine/backbone/patch-features.ts';
import { packWhole } from '../../engine/evaluation/crops.ts';
import type { Judgement, Method } from '../../engine/evaluation/method.ts';
import { learn, type LearningTools, type Learnt, type NormalImage } from './learn.ts';
import { recipe } from './recipe.ts';
import { meanOfLargest } from './scale.ts';

export interface LocalContrastTools extends Pick<LearningTools, 'multiply' | 'head' | 'pseudoImages'> {
  readonly backbone: Pick<Backbone, 'features'>;
}

function judgementOf({ scoreImage }: Learnt, maps: PlaceMaps): Judgement {
  const scores = Float32Array.from(scoreImage(maps));
  const share = 1 / maps.grid;
  const map = { columns: maps.grid, rows: maps.grid, placeShare: share, strideShare: share, scores };
  return {
    scores: { places: meanOfLargest(scores, recipe.largestPlaces) },
    map: { places: 'cells', ...map },
  };
}

export function createLocalContrast(
  experiment: Experiment,
  { backbone, ...settings }: LocalContrastTools,
): Method<NormalImage> {
  const { side } = recipe;
  const seeMaps = async (image: RgbImage): Promise<PlaceMaps> =>
    placeMaps(await backbone.features(packWhole(image, side)), side);
  return {
    async see(image) {
      const sized = resizeArea(image, side, side);
      return { image: sized, maps: await seeMaps(sized) };
    },
    async fit(normals, { control }) {
      const random = createRandom(experiment.seed).fork('local contrast');
      const learnt = await learn(normals, { ...settings, experiment, random, see: seeMaps, control });
      return (
        learnt && {
          judge: ({ maps }) => Promise.resolve(judgementOf(learnt, maps)),
          dispose: () => undefined,
        }
      );
    },
  };
}
