/** Two ways to score from one pass over the images. */
import type { Method } from './method.ts';

/** All scores of both; the map is that of `chosen`, neighbours are those of the one that names them. */
export function joinMethods<Seen, Beside>(
  chosen: Method<Seen>,
  beside: Method<Beside>,
): Method<readonly [Seen, Beside]> {
  return {
    see: async (image) => [await chosen.see(image), await beside.see(image)],
    async fit(normals) {
      const judge = await chosen.fit(normals.map(([seen]) => seen));
      const judgeBeside = await beside.fit(normals.map(([, seen]) => seen));
      return (seen) => {
        const { scores, map, neighbours } = judge(seen[0]);
        const other = judgeBeside(seen[1]);
        const named = neighbours ?? other.neighbours;
        return {
          scores: { ...other.scores, ...scores },
          ...(map && { map }),
          ...(named && { neighbours: named }),
        };
      };
    },
  };
}
