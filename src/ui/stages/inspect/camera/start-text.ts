/** Words that stand there before a camera is opened. */
import type { Text } from '../../../../core/text.ts';

export const cameraStartText = {
  camera: { en: 'Camera', ja: 'カメラ' },
  intro: {
    en: 'Point a webcam or a phone at the part: take thirty normal frames, and each new frame is judged a moment later. The browser asks for the camera when you press the button; no frame leaves this device.',
    ja: 'ウェブカメラやスマートフォンを対象に向けます。正常なフレームを 30 枚撮れば、新しいフレームを次々に判定します。ボタンを押すとブラウザがカメラの許可を求めます。映像がこの端末の外に出ることはありません。',
  },
  startCamera: { en: 'Start camera', ja: 'カメラを開始' },
  chooseVideo: { en: 'Choose a video', ja: '動画を選ぶ' },
  opening: { en: 'Opening …', ja: '準備中…' },
} as const satisfies Readonly<Record<string, Text>>;
