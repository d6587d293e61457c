import { describe, expect, it } from 'vitest';
import { createRgbImage } from '../../image/image.ts';
import { factsOf } from '../facts.ts';
import { bestStatistic, statisticAuroc, type Labelled } from './statistics.ts';

function grey(level: number, defect: string, bytes?: number): Labelled {
  const image = createRgbImage(8, 8);
  image.data.fill(level);
  return { defect, facts: factsOf(image, bytes === undefined ? undefined : { bytes, width: 8, height: 8 }) };
}

describe('a statistic of whole images', () => {
  it('tells classes apart in whichever direction is better', () => {
    const darker = [grey(90, 'cut'), grey(95, 'cut'), grey(100, 'good'), grey(93, 'good')];
    expect(statisticAuroc('median-gray', darker)).toEqual({
      statistic: 'median-gray',
      auroc: 0.75,
      normals: 2,
      defectives: 2,
    });
  });

  it('is the best of those that the images have, where there are five of each class', () => {
    const sized = (count: number) => [
      ...Array.from({ length: count }, (_, i) => grey(90, 'cut', 400 + i)),
      ...Array.from({ length: count }, (_, i) => grey(90 + 5 * (i % 2), 'good', 100 + i)),
    ];
    expect(bestStatistic(sized(6))).toEqual({ statistic: 'file-size', auroc: 1 });
    expect(bestStatistic(sized(4))).toBeUndefined();
    const drawn = sized(6).map(({ defect, facts }) => {
      const plain = { ...facts };
      Reflect.deleteProperty(plain, 'file');
      return { defect, facts: plain };
    });
    expect(bestStatistic(drawn)).toEqual({ statistic: 'median-gray', auroc: 0.75 });
    expect(statisticAuroc('file-size', drawn)).toBeUndefined();
  });

  it('is nothing without both classes', () => {
    expect(bestStatistic([grey(1, 'good'), grey(2, 'good')])).toBeUndefined();
    expect(bestStatistic([])).toBeUndefined();
  });
});
