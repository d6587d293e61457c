/** Judges photos in tiles of their own size, as Inspect does: fitted on tiles of the normal photos of a folder, one in three of which set the limit. */
import { createRandom } from '../../src/core/random.ts';
import { normalClass, type DatasetItem } from '../../src/core/dataset/dataset.ts';
import type { Preparation } from '../../src/core/dataset/preparation.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { Judged } from '../../src/core/inspect/calibration.ts';
import {
  countTiles,
  drawTiles,
  judgePhoto,
  type DrawnTiles,
  type PhotoStream,
  type TiledPhoto,
} from '../../src/core/inspect/tiles/photos.ts';
import { differencesOf, traitsOf, type ComparedFacts } from '../../src/core/inspect/unlikeness.ts';
import type { UnreadFile, VerdictRow } from '../../src/core/inspect/verdicts-csv.ts';
import type { Inspector } from '../../src/engine/evaluation/inspector/inspector.ts';
import type { RunControl } from '../../src/engine/training/control.ts';
import type { SourceFile } from '../../src/worker/bridge/contract-data.ts';
import { createPhotos } from '../../src/worker/data/photos.ts';
import { decodeInNode } from './decode.ts';
import { done, seldom, type Tell } from './running.ts';

interface TileTools {
  readonly control: RunControl;
  readonly tell: Tell;
}

const reader = createPhotos(decodeInNode);

async function openStream(
  sources: readonly SourceFile[],
  preparation: Preparation,
  onProblem: (problem: UnreadFile) => void,
): Promise<PhotoStream> {
  await reader.openPhotos(sources, { preparation });
  return {
    async next() {
      for (;;) {
        const found = await reader.nextPhoto();
        if (found.kind === 'photo') return found.photo;
        if (found.kind === 'end') return undefined;
        onProblem(found.problem);
      }
    },
    cut: (places) => reader.cutTiles(places),
  };
}

/** Tiles of normal photos, and which photos set the limit. */
export async function drawNormalTiles(
  sources: readonly SourceFile[],
  preparation: Preparation,
  { seed, bankImages }: Experiment,
  { control, tell }: TileTools,
): Promise<DrawnTiles> {
  const stream = await openStream(sources, preparation, ({ path, came }) => {
    tell(`left out ${path}: ${came}`);
  });
  const drawn = await drawTiles(stream, {
    most: bankImages,
    random: createRandom(seed).fork('tiles of photos'),
    isOver: () => control.isStopped(),
  });
  return done({ ok: true, value: drawn }, 'reading normal photos');
}

export function asItems({ tiles }: DrawnTiles): DatasetItem[] {
  return tiles.map((image, at) => ({ path: `tile ${at}`, split: 'train', defect: normalClass, image }));
}

async function judgeOne(
  inspector: Inspector,
  { cut }: PhotoStream,
  { path, plan }: TiledPhoto,
  { control, tell }: TileTools,
): Promise<Judged> {
  const tellTiles = seldom(tell, 5000);
  const judged = await judgePhoto(
    { plan },
    {
      cut,
      judge: async (tiles) => done(await inspector.judge(tiles, control), 'judging'),
      isOver: () => control.isStopped(),
      onTiles: (count) => {
        tellTiles(`${path}: tile ${count} of ${countTiles(plan)}`);
      },
    },
  );
  return done({ ok: true, value: judged }, 'judging');
}

/** What judges tiles, and how photos are made ready for it. */
interface TileJudge {
  readonly inspector: Inspector;
  readonly preparation: Preparation;
}

/** Scores of the photos that were kept back; what they cost is said before. */
export async function scoreLimits(
  { inspector, preparation }: TileJudge,
  sources: readonly SourceFile[],
  { limitPhotos, limitTiles, tiles, facts, tilesEach }: DrawnTiles,
  tools: TileTools,
): Promise<number[]> {
  const began = performance.now();
  const probe = tiles.slice(0, 4);
  done(await inspector.judge(probe, tools.control), 'judging');
  const each = (performance.now() - began) / probe.length / 1000;
  const most = Math.max(...tilesEach);
  tools.tell(
    `a tile takes ${each.toFixed(2)} s, a photo of ${most} tiles ${(most * each).toFixed(0)} s; ` +
      `${limitPhotos.length} of ${facts.length} normal photos set the limit: ${limitTiles} tiles, ${(limitTiles * each).toFixed(0)} s`,
  );
  const stream = await openStream(sources, preparation, () => undefined);
  const scores: number[] = [];
  let at = 0;
  for (let photo = await stream.next(); photo !== undefined; photo = await stream.next())
    if (limitPhotos.includes(at++)) scores.push((await judgeOne(inspector, stream, photo, tools)).score);
  return scores;
}

/** New photos, one held at a time. */
export async function judgePhotos(
  sources: readonly SourceFile[],
  by: TileJudge & { readonly normals: readonly ComparedFacts[] },
  tools: TileTools,
): Promise<{ readonly rows: Omit<VerdictRow, 'verdict'>[]; readonly unread: UnreadFile[] }> {
  const traits = traitsOf(by.normals);
  const unread: UnreadFile[] = [];
  const rows: Omit<VerdictRow, 'verdict'>[] = [];
  const stream = await openStream(sources, by.preparation, (problem) => unread.push(problem));
  for (let photo = await stream.next(); photo !== undefined; photo = await stream.next()) {
    const { score } = await judgeOne(by.inspector, stream, photo, tools);
    rows.push({ path: photo.path, score, differences: differencesOf(photo.facts, traits) });
  }
  return { rows, unread };
}
