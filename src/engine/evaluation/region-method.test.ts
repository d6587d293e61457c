import { describe, expect, it } from 'vitest';
import { itemInside } from '../../core/dataset/region-items.ts';
import { rectangleAlone } from '../../core/image/region-drawing.ts';
import { regionOf } from '../../core/image/region-of-interest.ts';
import { createSetup, item, items, scoredOf, side } from '../testing/evaluation.ts';
import { blank } from '../testing/pictures.ts';
import { runEvaluation } from './evaluate.ts';
import type { Method, SeenDefect, Workplace } from './method.ts';
import { methodInside } from './region-method.ts';

const leftHalf = regionOf(rectangleAlone({ left: 0, top: 0, right: 0.5, bottom: 1 }))!;
const inside = items.map((one) => itemInside(one, leftHalf));

/** A bright square at the right border, in pixels that are ignored but were not made the same. */
function unfilled(): (typeof items)[number] {
  const image = blank(side, 102);
  for (let y = 4; y < 20; y++) image.data.fill(250, (y * side + 48) * 3, (y * side + side) * 3);
  return { ...item('test/spot/1.png', 'spot', image), image: { ...image, region: leftHalf } };
}

describe('an evaluation of images of which a part counts', () => {
  it.each(['nearest', 'gaussian', 'patches'] as const)(
    'does not see what lies outside, whatever is there: %s',
    async (score) => {
      const scoreOf = async (tests: typeof items) => {
        const { events, setup } = createSetup({ score });
        await runEvaluation({ ...setup, items: [...inside.slice(0, 3), ...tests] });
        return scoredOf(events).find(({ label }) => label === 1)!.score;
      };
      const plain = itemInside(item('test/spot/0.png', 'spot', blank(side, 100)), leftHalf);
      expect(await scoreOf(inside.slice(-1))).toBe(await scoreOf([plain])); // its flaw lies outside
    },
  );

  it.each(['nearest', 'gaussian', 'patches'] as const)(
    'takes its score and its map from the places that count: %s',
    async (score) => {
      const { events, setup } = createSetup({ score });
      const one = unfilled();
      const whole = { ...one, path: 'test/spot/2.png', image: { ...one.image, region: undefined } };
      await runEvaluation({ ...setup, items: [...items.slice(0, 3), one, whole] });
      const found = new Map(scoredOf(events).map((scored) => [scored.path, scored]));
      const [counted, all] = [found.get('test/spot/1.png')!, found.get('test/spot/2.png')!];
      expect(all.score).toBeGreaterThan(3 * Math.max(counted.score, 1e-6));
      expect(Math.max(...counted.map!.scores)).toBeLessThan(Math.max(...all.map!.scores) / 3);
    },
  );
});

describe('a method that minds which part counts', () => {
  it('gives confirmed defects on to the method that learns from them, with what that one saw', async () => {
    const learnt: (readonly SeenDefect<unknown>[] | undefined)[] = [];
    const method: Method<unknown> = {
      see: ({ data }) => Promise.resolve(data[0]),
      fit(_, __, defects) {
        learnt.push(defects);
        return Promise.resolve(undefined);
      },
      learnsDefects: true,
    };
    const inside = methodInside(method);
    expect(inside.learnsDefects).toBe(true);
    const workplace = {} as Workplace;
    const image = blank(4, 7);
    const normals = [await inside.see(blank(4, 3))];
    await inside.fit(normals, workplace, [{ name: 'a', image, seen: await inside.see(image) }]);
    await inside.fit(normals, workplace);
    expect(learnt).toEqual([[{ name: 'a', image, seen: 7 }], undefined]);
  });
});
