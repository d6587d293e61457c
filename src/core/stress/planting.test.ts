import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { drawPlanted, mostSuspicious, plantedFirst } from './planting.ts';

const defective = Array.from({ length: 30 }, (_, i) => `bad/${i}`);
const draw = (normals: number, share: number, seed = 1) =>
  drawPlanted(defective, { normals, share }, createRandom(seed));

describe('planted defects', () => {
  it('make up the share of all that the detector is fitted on', () => {
    expect(draw(90, 0.1)).toHaveLength(10);
    expect(draw(20, 0.2)).toHaveLength(5);
    expect(new Set(draw(90, 0.1)).size).toBe(10);
  });

  it('are one at least, and leave half of the defects to test with', () => {
    expect(draw(10, 0.02)).toHaveLength(1);
    expect(draw(200, 0.3)).toHaveLength(15);
    expect(drawPlanted(['a'], { normals: 10, share: 0.1 }, createRandom(1))).toEqual([]);
  });

  it('are the same for a seed, others for another, and more of them hold the fewer', () => {
    expect(draw(90, 0.1)).toEqual(draw(90, 0.1));
    expect(draw(90, 0.1, 2)).not.toEqual(draw(90, 0.1));
    expect(draw(90, 0.1)).toEqual(expect.arrayContaining(draw(90, 0.05)));
  });
});

describe('suspects', () => {
  const suspect = (path: string, score: number, isPlanted = false) => ({ path, score, isPlanted });

  it('come most suspicious first, no number before all', () => {
    const paths = mostSuspicious([suspect('a', 1), suspect('b', 3), suspect('c', NaN), suspect('d', 2)]);
    expect(paths.map(({ path }) => path)).toEqual(['c', 'b', 'd', 'a']);
  });

  it('count the planted among as many as were planted', () => {
    const found = plantedFirst([
      suspect('a', 1, true),
      suspect('b', 9, true),
      suspect('c', 5),
      suspect('d', 0),
    ]);
    expect(found).toEqual({ found: 1, of: 2 });
    expect(plantedFirst([suspect('a', 1)])).toEqual({ found: 0, of: 0 });
  });
});
