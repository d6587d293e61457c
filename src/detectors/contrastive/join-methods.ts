/** Two ways to score from one pass over the images. */
import type { Fitted, Judgement, Method } from '../../engine/evaluation/method.ts';

/** What can leave as a file is the chosen one. */
function leavingOf({
  scorer,
  crops,
  stays,
}: Fitted<never>): Pick<Fitted<never>, 'scorer' | 'crops' | 'stays'> {
  return { ...(scorer && { scorer }), ...(crops && { crops }), ...(stays && { stays }) };
}

/** All scores of both; the map is that of `chosen`, neighbours are those of the one that names them. */
export function joinMethods<Seen, Beside>(
  chosen: Method<Seen>,
  beside: Method<Beside>,
): Method<readonly [Seen, Beside]> {
  return {
    see: async (image) => [await chosen.see(image), await beside.see(image)],
    async fit(normals, workplace) {
      const fitted = await chosen.fit(
        normals.map(([seen]) => seen),
        workplace,
      );
      if (fitted === undefined) return undefined;
      const fittedBeside = await beside.fit(
        normals.map(([, seen]) => seen),
        workplace,
      );
      if (fittedBeside === undefined) {
        fitted.dispose();
        return undefined;
      }
      return {
        ...leavingOf(fitted),
        async judge(seen, region): Promise<Judgement | undefined> {
          const judgement = await fitted.judge(seen[0], region);
          const other = await fittedBeside.judge(seen[1], region);
          if (judgement === undefined || other === undefined) return undefined;
          const { scores, map, neighbours = other.neighbours } = judgement;
          return {
            scores: { ...other.scores, ...scores },
            ...(map && { map }),
            ...(neighbours && { neighbours }),
          };
        },
        dispose() {
          fitted.dispose();
          fittedBeside.dispose();
        },
      };
    },
  };
}
