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
  stretchBits: sentence(
    (bits: number) => `Stretch ${bits} bits to the full range`,
    (bits) => `${bits} ビットを全階調に広げる`,
  ),
  moreRows: sentence(
    (count: number) => `… and ${count} more; filter to see them, or copy the list.`,
    (count) => `… 他 ${count} 件。絞り込むか、一覧をコピーしてください。`,
  ),
  spaceUsed: sentence(
    (usage: string, quota: string) => `${usage} of ${quota} used`,
    (usage, quota) => `${quota} のうち ${usage} を使用`,
  ),
  removed: sentence(
    (name: string) => `${name} was deleted.`,
    (name) => `${name} を削除しました。`,
  ),
  copiesTake: sentence(
    (images: number, size: string, side: number) =>
      `The copies of ${images} images take ${size} of memory, and once more while training; at ${side} px they fit without trouble.`,
    (images, size, side) =>
      `${images} 枚のコピーはメモリーを ${size} 使い、学習中はさらに同じだけ使います。${side} px なら余裕があります。`,
  ),
  unreadableDatasets: sentence(
    (count: number) =>
      `What is kept of ${count === 1 ? 'one dataset' : `${count} datasets`} cannot be read; the others can. Open those images from their files again.`,
    (count) =>
      `保存したデータセットのうち ${count} 件が読めません。他は使えます。読めないものは、元のファイルから開き直してください。`,
  ),
  cleared: sentence(
    (names: readonly string[]) =>
      `The browser cleared the images of ${names.join(', ')}. Open them from their files again.`,
    (names) => `${names.join('、')} の画像はブラウザが消しました。元のファイルから開き直してください。`,
  ),
  interrupted: sentence(
    (name: string, done: number, total: number) =>
      `Opening ${name} was cut off after ${done} of ${total} files. Drop it again to go on from there.`,
    (name, done, total) =>
      `${name} の読み込みが ${total} 個中 ${done} 個で途切れました。もう一度ドロップすると続きから読みます。`,
  ),
  storageFull: sentence(
    (bytes: string) =>
      `No room on this device after ${bytes}: the images last until this page is closed. Delete something below, or open them again at a smaller working size.`,
    (bytes) =>
      `${bytes} で端末の空きがなくなりました。画像はこのページを閉じるまで使えます。下で何かを削除するか、作業サイズを小さくして開き直してください。`,
  ),
  leaveOut: sentence(
    (count: number) => (count === 1 ? 'Leave the image out' : `Leave ${count} images out`),
    (count) => `${count} 枚を外す`,
  ),
  leftOutNow: sentence(
    (count: number) => (count === 1 ? '1 image is left out.' : `${count} images are left out.`),
    (count) => `${count} 枚を外しています。`,
  ),
  openWith: sentence(
    (aspect: string) => `Open again: ${aspect}`,
    (aspect) => `${aspect}設定で開き直す`,
  ),
  listing: sentence(
    (done: number, total: number, left: string, path: string) =>
      total === 0
        ? `Looking through ${path}`
        : `Looking through ${done} / ${total} MB${left === '' ? '' : ` · about ${left} left`} · ${path}`,
    (done, total, left, path) =>
      total === 0
        ? `確認中 ${path}`
        : `確認中 ${done} / ${total} MB${left === '' ? '' : ` · 残り約 ${left}`} · ${path}`,
  ),
  opensSoon: sentence(
    (name: string) => `${name} opens as soon as all of it was seen.`,
    (name) => `${name} は、全て確認でき次第開きます。`,
  ),
} as const;
