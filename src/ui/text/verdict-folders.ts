/** Words of the verdict folders. */
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const folderText = {
  save: { en: 'Save verdict folders', ja: '判定別フォルダを保存' },
} as const satisfies Readonly<Record<string, Text>>;

export const folderSentences = {
  stop: sentence(
    (done: number, of: number) => `Stop (${done} of ${of} packed)`,
    (done, of) => `中止 (${of} 枚中 ${done} 枚)`,
  ),
  small: sentence(
    (count: number) =>
      `${count} images are in the folders as small pictures, since their files came in an archive or cannot be read any more.`,
    (count) =>
      `${count} 枚は縮小画像で入っています。アーカイブから読んだか、元のファイルをもう読めないためです。`,
  ),
  failed: sentence(
    (why: string) =>
      `The folders could not be packed: ${why}. Free some disk space, and save again; the verdicts are kept.`,
    (why) =>
      `フォルダを作成できませんでした: ${why}。空き容量を増やして、もう一度保存してください。判定は残っています。`,
  ),
} as const;
