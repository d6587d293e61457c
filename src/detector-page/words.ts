/** Words of the page of a detector that are not Inspect's. */
import type { Text } from '../core/text.ts';
import { sentence } from '../ui/text/sentence.ts';
import type { CameraRefusal } from './open-camera.ts';

export const words = {
  title: { en: 'Detector', ja: '検出器' },
  intro: {
    en: 'This page judges photos with a detector that Kizu saved. It works without a network, and nothing leaves this device.',
    ja: 'Kizu で保存した検出器で写真を判定するページです。ネットワークなしで動き、データはこの端末から出ません。',
  },
  first: {
    en: 'Drop detector.onnx anywhere on this page, or choose it.',
    ja: 'detector.onnx をこのページにドロップするか、選んでください。',
  },
  chooseDetector: { en: 'Choose detector', ja: '検出器を選ぶ' },
  otherDetector: { en: 'Choose another detector', ja: '別の検出器を選ぶ' },
  opening: { en: 'The detector is opened and checks itself …', ja: '検出器を開き、自己検査をしています…' },
  images: { en: 'Images', ja: '画像' },
  dropImages: {
    en: 'Photos and folders of them can be dropped here, too.',
    ja: '写真やフォルダはドロップでも判定できます。',
  },
  stop: { en: 'Stop', ja: '停止' },
  camera: { en: 'Camera', ja: 'カメラ' },
  startCamera: { en: 'Start camera', ja: 'カメラを開始' },
  stopCamera: { en: 'Stop camera', ja: 'カメラを停止' },
  freeze: { en: 'Freeze', ja: '静止' },
  device: { en: 'Camera used', ja: '使うカメラ' },
  live: { en: 'Live verdict', ja: 'ライブ判定' },
  frameAlt: { en: 'The newest frame with its heat map', ja: '最新の映像とヒートマップ' },
  noDetectorYet: {
    en: 'There is no detector yet to judge images with. Choose detector.onnx first, then the images again.',
    ja: '判定する検出器がまだありません。先に detector.onnx を選び、その後で画像を選び直してください。',
  },
  language: { en: 'Language', ja: '言語' },
} as const satisfies Readonly<Record<string, Text>>;

export const sentences = {
  noLimits: sentence(
    (name: string) =>
      `${name} holds no scores of normal images, so that it cannot tell good from bad. Save it again with at least three normal images.`,
    (name) =>
      `${name} には正常画像のスコアがなく、良・不良を判定できません。正常画像を 3 枚以上開いて保存し直してください。`,
  ),
  failed: sentence(
    (message: string) =>
      `The detector cannot run here (${message}). This page needs a browser with WebAssembly SIMD: Chrome or Edge 91, Firefox 89, Safari 16.4 or newer.`,
    (message) =>
      `この環境では検出器を動かせません (${message})。WebAssembly SIMD が使えるブラウザが必要です (Chrome・Edge 91、Firefox 89、Safari 16.4 以降)。`,
  ),
  waiting: sentence(
    (judged: number, waiting: number) => `${judged} judged, ${waiting} to go`,
    (judged, waiting) => `判定済み ${judged} 枚、残り ${waiting} 枚`,
  ),
  speed: sentence(
    (frames: string) => `${frames} frames a second`,
    (frames) => `毎秒 ${frames} フレーム`,
  ),
  unread: sentence(
    (count: number) => `Files that could not be judged (${count})`,
    (count) => `判定できなかったファイル (${count})`,
  ),
} as const;

export const cameraRefusals: Readonly<Record<CameraRefusal, Text>> = {
  refused: {
    en: 'The browser may not use the camera. Allow it beside the address of this page, then start again.',
    ja: 'カメラの使用が許可されていません。アドレスの横で許可してから、もう一度開始してください。',
  },
  none: {
    en: 'No camera was found. Plug one in, then start again.',
    ja: 'カメラが見つかりません。接続してから、もう一度開始してください。',
  },
  busy: {
    en: 'The camera is used by another program. Close that, then start again.',
    ja: 'カメラは他のプログラムが使用中です。それを閉じてから、もう一度開始してください。',
  },
  unsupported: {
    en: 'This browser gives no camera to pages that were opened from a disk. Choose images in place of it.',
    ja: 'このブラウザは、ディスクから開いたページにカメラを使わせません。代わりに画像を選んでください。',
  },
  ended: {
    en: 'The camera was unplugged, or another program took it. Start it again.',
    ja: 'カメラが抜かれたか、他のプログラムに切り替わりました。もう一度開始してください。',
  },
};
