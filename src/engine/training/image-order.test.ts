import { describe, expect, it } from 'vitest';
import { createRandom, shuffled } from '../../core/random.ts';
import { imageOrder } from './image-order.ts';

describe('the order of images', () => {
  const random = createRandom(3).fork('train');
  const shuffledAnew = (position: number) =>
    shuffled([...Array(7).keys()], random.fork('order').fork(Math.floor(position / 7)))[position % 7];

  it('is a function of seed and position, whatever was asked for before', () => {
    const order = imageOrder(7, random);
    for (const position of [0, 1, 6, 7, 20, 3, 699, 8, 0])
      expect(order(position)).toBe(shuffledAnew(position));
  });

  it('has every image once in a round', () => {
    const order = imageOrder(7, random);
    const round = (first: number) => Array.from({ length: 7 }, (_, i) => order(first + i));
    expect(round(14).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(round(21)).not.toEqual(round(28));
  });

  it('shuffles once in a round', () => {
    let shuffles = 0;
    const counting = {
      ...random,
      fork: () => ({ ...random, fork: () => (shuffles++, random) }),
    };
    const order = imageOrder(1000, counting);
    for (let position = 0; position < 3000; position++) order(position);
    expect(shuffles).toBe(3);
  });
});
