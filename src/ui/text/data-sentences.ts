/** Sentences of the Data stage with values in them. */
import { sentence } from './sentence.ts';

export interface MappingCounts {
  readonly train: number;
  readonly testNormal: number;
  readonly defective: number;
  readonly masks: number;
  readonly unmatched: number;
}

export const dataSentences = {
  useOf: sentence(
    (folder: string) => `Use ${folder} as`,
    (folder) => `${folder} の使い方`,
  ),
  defectOf: sentence(
    (folder: string) => `Defect type of ${folder}`,
    (folder) => `${folder} の欠陥の種類`,
  ),
  mappingSummary: sentence(
    ({ train, testNormal, defective, masks, unmatched }: MappingCounts) =>
      `${train} to train on; ${testNormal} normal and ${defective} defective to test with; ` +
      `${masks} masks matched${unmatched === 0 ? '' : `, ${unmatched} without an image`}.`,
    ({ train, testNormal, defective, masks, unmatched }) =>
      `学習 ${train} 枚、テスト 正常 ${testNormal} 枚・異常 ${defective} 枚、` +
      `対応したマスク ${masks} 枚${unmatched === 0 ? '' : `、画像のないマスク ${unmatched} 枚`}。`,
  ),
  moreRows: sentence(
    (count: number) => `… and ${count} more; filter to see them, or copy the list.`,
    (count) => `… 他 ${count} 件。絞り込むか、一覧をコピーしてください。`,
  ),
  listing: sentence(
    (done: number, total: number, path: string) =>
      total === 0 ? `Looking through ${path}` : `Looking through ${done} / ${total} MB · ${path}`,
    (done, total, path) => (total === 0 ? `確認中 ${path}` : `確認中 ${done} / ${total} MB · ${path}`),
  ),
} as const;
