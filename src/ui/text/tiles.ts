/** Words of judging photos in tiles of their own size. */
import type { Text } from '../../core/text.ts';
import type { TilesRefusal } from '../../state/inspect/tiles/tiles-stage.ts';
import { sentence } from './sentence.ts';

export const tilesText = {
  title: { en: 'High resolution', ja: '高解像度' },
  switch: { en: 'Tiles of the original size', ja: '元の大きさのタイルで判定' },
  note: {
    en: 'Otherwise each photo is judged as a copy at the working size, in which a defect of a few pixels is lost. In tiles nothing is scaled down, and a photo takes as many times longer as it has tiles. The detector has to know normal tiles, so choose normal photos at their own size first, three at least: every third sets the limit.',
    ja: '通常は作業用の大きさに縮めて判定するため、数画素の欠陥は消えてしまいます。タイルなら縮めずに判定しますが、時間はタイルの数だけ長くなります。検出器は正常なタイルを知る必要があるので、まず元の大きさの正常な写真を 3 枚以上選んでください。3 枚に 1 枚は限度を決めるのに使います。',
  },
  chooseNormals: { en: 'Choose normal photos', ja: '正常な写真を選ぶ' },
  chooseNormalFolder: { en: 'Choose a folder of normal photos', ja: '正常な写真のフォルダを選ぶ' },
  setLimit: { en: 'Set the limit', ja: '限度を決める' },
  next: {
    en: 'The limit is set. Choose the images to judge above.',
    ja: '限度が決まりました。判定する画像を上で選んでください。',
  },
} as const satisfies Readonly<Record<string, Text>>;

const photos = (count: number) => `${count} photo${count === 1 ? '' : 's'}`;
const tiles = (count: number) => `${count} tile${count === 1 ? '' : 's'}`;

export const tilesSentences = {
  cost: sentence(
    (each: number, time: string) => `${tiles(each)} a photo: about ${time} each on this machine.`,
    (each, time) => `写真 1 枚はタイル ${each} 枚で、この端末では約 ${time} かかります。`,
  ),
  limitCost: sentence(
    (limit: number, of: number, all: number, time: string) =>
      `The detector is fitted. ${limit} of ${photos(of)} ${limit === 1 ? 'was' : 'were'} kept back to set the limit: ${tiles(all)}, about ${time}.`,
    (limit, of, all, time) =>
      `検出器の準備ができました。写真 ${of} 枚のうち取り分けた ${limit} 枚で限度を決めます (タイル ${all} 枚、約 ${time})。`,
  ),
};

export const tilesRefusalText: Readonly<Record<TilesRefusal, Text>> = {
  trained: {
    en: 'This detector cannot judge tiles: it has learnt from copies at the working size, in which everything is smaller. Choose PatchCore or local contrast on the included backbone.',
    ja: 'この検出器はタイルを判定できません。作業用の大きさに縮めた画像で学習したため、写っているものの大きさが違います。付属のバックボーンを使う PatchCore か局所コントラストを選んでください。',
  },
  'own-network': {
    en: 'This detector cannot judge tiles: its network was trained on copies at the working size, in which everything is smaller. Set “Backbone” to MobileNetV2.',
    ja: 'この検出器はタイルを判定できません。ネットワークが、作業用の大きさに縮めた画像で学習したものです。「バックボーン」を MobileNetV2 にしてください。',
  },
  region: {
    en: 'Only a part of each image counts, and tiles know no parts. Make all of the image count in Data, or turn the tiles off.',
    ja: '検査領域が指定されていますが、タイルでは領域を使えません。「データ」で画像全体を対象に戻すか、タイルでの判定をやめてください。',
  },
  'too-few': {
    en: 'Too few normal photos could be read: expected at least three, so that one can set the limit.',
    ja: '読めた正常な写真が足りません。限度を決める 1 枚を含め、3 枚以上選んでください。',
  },
  'no-normals': {
    en: 'No normal photos were chosen for the tiles. Press “Choose normal photos”, then choose the images again.',
    ja: 'タイル用の正常な写真がまだありません。「正常な写真を選ぶ」を押してから、画像を選び直してください。',
  },
  'no-limit': {
    en: 'The limit is not set yet. Press “Set the limit”, then choose the images again.',
    ja: '限度がまだ決まっていません。「限度を決める」を押してから、画像を選び直してください。',
  },
  changed: {
    en: 'The settings were changed after the detector was fitted on tiles. Choose the normal photos again.',
    ja: 'タイルで検出器を準備した後に設定が変わりました。正常な写真を選び直してください。',
  },
  camera: {
    en: 'A frame of a camera is judged as a whole. Turn the tiles off to judge with the camera.',
    ja: 'カメラの映像はタイルに分けずに判定します。カメラで判定するには、タイルでの判定をやめてください。',
  },
};
