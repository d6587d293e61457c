/** In which order a training takes its images: every image once before any comes again. */
import { shuffled, type Random } from '../../core/random.ts';

/**
 * Which of `count` images stands at a position, from 0; each round has an order of its own. The last round's is held: with
 * thousands of images, shuffling anew for every position would take longer than to draw what the position shows.
 */
export function imageOrder(count: number, random: Random): (position: number) => number {
  const orders = random.fork('order');
  let round = -1;
  let order: readonly number[] = [];
  return (position) => {
    const wanted = Math.floor(position / count);
    if (wanted !== round) {
      order = shuffled([...Array(count).keys()], orders.fork(wanted));
      round = wanted;
    }
    return order[position % count];
  };
}
