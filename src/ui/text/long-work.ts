/** Lines of the status bar for runs that are repeated, saved and opened, and for new images that are judged. */
import type { Text } from '../../core/text.ts';
import type { TilesProgress } from '../../state/inspect/tiles/tiles-stage.ts';
import { sentence } from './sentence.ts';

export const longWork = {
  repeat: sentence(
    (at: number, of: number, seed: number, left: string) =>
      `Run ${at} of ${of}, seed ${seed}${left === '' ? '' : `: about ${left} left`}`,
    (at, of, seed, left) => `${of} 回中 ${at} 回目、シード ${seed}${left === '' ? '' : `、残り約 ${left}`}`,
  ),
  stopping: sentence(
    () => 'Ending the repetition; runs that are done stay.',
    () => '繰り返しを終えています。終わった記録は残ります。',
  ),
  export: sentence(
    (done: number, total: number) => `Saving runs: ${done} of ${total}`,
    (done, total) => `記録を保存中: ${total} 件中 ${done} 件`,
  ),
  import: sentence(
    (done: number, total: number) => `Opening run files: ${done} of ${total}`,
    (done, total) => `記録を読み込み中: ${total} 件中 ${done} 件`,
  ),
  network: sentence(
    () => 'Opening the network',
    () => 'ネットワークを読み込み中',
  ),
  fitting: sentence(
    (done: number, total: number) =>
      total === 0 ? 'Fitting the detector' : `Fitting the detector on normal images ${done} / ${total}`,
    (done, total) => (total === 0 ? '検出器を準備中' : `正常画像で検出器を準備中 ${done} / ${total}`),
  ),
  judging: sentence(
    (done: number, chosen: number) => `Judging images ${done} / ${chosen}`,
    (done, chosen) => `画像を判定中 ${done} / ${chosen}`,
  ),
} as const;

const nameOf = (path: string) => path.split('/').at(-1) ?? path;

export function tilesProgressText({ kind, path, done, total }: TilesProgress): Text {
  const name = nameOf(path);
  switch (kind) {
    case 'reading':
      return {
        en: `Reading normal photos: ${done} of ${total}`,
        ja: `正常な写真を読み込み中: ${total} 枚中 ${done} 枚`,
      };
    case 'limit':
      return {
        en: `Setting the limit: tile ${done} of ${total} of ${name}`,
        ja: `限度を決めています: ${name} のタイル ${done} / ${total}`,
      };
    case 'judging':
      return {
        en: `Judging ${name}: tile ${done} of ${total}`,
        ja: `${name} を判定中: タイル ${done} / ${total}`,
      };
  }
}
