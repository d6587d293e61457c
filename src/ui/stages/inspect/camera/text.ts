/** Words of the camera: what to do, what is wrong with a frame, why there is no picture. */
import type { FrameAdvice } from '../../../../core/inspect/camera/frame-quality.ts';
import type { Text } from '../../../../core/text.ts';
import type { CameraFailure } from '../../../../state/inspect/camera/camera-stage.ts';
import { sentence } from '../../../text/sentence.ts';
import type { MediaProblem } from './media.ts';

export const cameraText = {
  stopCamera: { en: 'Stop camera', ja: 'カメラを停止' },
  closeVideo: { en: 'Close video', ja: '動画を閉じる' },
  again: { en: 'Try again', ja: 'もう一度試す' },
  livePicture: { en: 'What the camera sees', ja: 'カメラの映像' },
  whichCamera: { en: 'Camera', ja: 'カメラ' },
  rear: { en: 'Rear camera, where there is one', ja: '背面カメラ (あれば)' },
  front: { en: 'Front camera, where there is one', ja: '前面カメラ (あれば)' },
  unnamed: { en: 'Camera without a name', ja: '名前のないカメラ' },
  resolution: { en: 'Resolution', ja: '解像度' },
  highest: { en: 'As high as it can', ja: 'できるだけ高く' },
  torch: { en: 'Light', ja: 'ライト' },
  register: { en: 'Bring shifted parts back into place', ja: '位置のずれた対象を元の位置に戻す' },
  registerNote: {
    en: 'For parts that lie a little differently each time: shifts of up to a quarter of the picture, no turns.',
    ja: '置く位置が毎回少し違う対象に。画面の 1/4 までのずれを直します。回転は直しません。',
  },
  normals: { en: '1. Normal frames', ja: '1. 正常なフレーム' },
  capture: { en: 'Take 30 normal frames', ja: '正常なフレームを 30 枚撮る' },
  endCapture: { en: 'Stop taking', ja: '撮影をやめる' },
  takeThis: { en: 'Take this frame', ja: 'このフレームを撮る' },
  forget: { en: 'Throw frames away', ja: 'フレームを捨てる' },
  build: { en: 'Build the detector', ja: '検出器を作る' },
  buildNote: {
    en: 'The frames become the open dataset, kept like any other: normal ones to learn from, defects to test with.',
    ja: 'フレームは、他と同じように保存されるデータセットになります。正常は学習用、欠陥は評価用です。',
  },
  method: { en: 'Detector of the frames', ja: 'フレームから作る検出器' },
  live: { en: '2. Live', ja: '2. リアルタイム判定' },
  judge: { en: 'Judge with the current detector', ja: '今の検出器で判定する' },
  endJudging: { en: 'Stop judging', ja: '判定をやめる' },
  freeze: { en: 'Freeze', ja: '静止' },
  keepNormal: { en: 'Keep as normal', ja: '正常として残す' },
  keepDefect: { en: 'Keep as defect', ja: '欠陥として残す' },
  judged: { en: 'Judged frame', ja: '判定したフレーム' },
  judgedMap: { en: 'Heat map of the frame', ja: 'フレームのヒートマップ' },
  waiting: { en: 'The detector is being made ready …', ja: '検出器を準備しています…' },
  looksFit: { en: 'Light, focus and rest are fine.', ja: '明るさ・ピント・静止とも問題ありません。' },
  notShifted: {
    en: 'No shift was found that can be trusted: the frame is judged as it lies.',
    ja: '信頼できる位置ずれが見つからないため、そのまま判定しています。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const adviceText: Readonly<Record<FrameAdvice, Text>> = {
  dark: {
    en: 'Too dark: add light, or open the torch.',
    ja: '暗すぎます。照明を足すか、ライトをつけてください。',
  },
  bright: {
    en: 'Too bright: take light away, or turn the camera from the lamp.',
    ja: '明るすぎます。照明を弱めるか、光源から向きをそらしてください。',
  },
  flat: {
    en: 'Nothing to see: is the lens covered, or the part out of the picture?',
    ja: '何も写っていません。レンズが覆われていないか、対象が画面内にあるか確認してください。',
  },
  moved: {
    en: 'Moving: hold camera and part still.',
    ja: '動いています。カメラと対象を静止させてください。',
  },
  blurred: {
    en: 'Blurred: tap to focus, clean the lens, or move back a little. If the part is that smooth, take frames by hand.',
    ja: 'ぼけています。ピントを合わせるか、レンズを拭くか、少し離してください。もともと滑らかな対象なら、手動で撮ってください。',
  },
};

export const cameraSentences = {
  taken: sentence(
    (normals: number, wanted: number) => `${normals} of ${wanted} normal frames`,
    (normals, wanted) => `正常なフレーム ${normals} / ${wanted} 枚`,
  ),
  defects: sentence(
    (defects: number) => `, ${defects} ${defects === 1 ? 'defect' : 'defects'}`,
    (defects) => `、欠陥 ${defects} 枚`,
  ),
  size: sentence(
    (width: number, height: number) => `${width} x ${height} px`,
    (width, height) => `${width} x ${height} px`,
  ),
  rate: sentence(
    (rate: string) => `${rate} frames a second`,
    (rate) => `毎秒 ${rate} フレーム`,
  ),
  shifted: sentence(
    (x: number, y: number) => `Moved back by ${x} and ${y} % of the picture.`,
    (x, y) => `画面の ${x} %・${y} % だけ戻しました。`,
  ),
  least: sentence(
    (least: number) => `At least ${least} normal frames are needed.`,
    (least) => `正常なフレームが ${least} 枚以上必要です。`,
  ),
} as const;

/** Why there is no picture, and what to do. */
export function mediaProblemText(problem: MediaProblem): Text {
  switch (problem.kind) {
    case 'insecure':
      return {
        en: 'Browsers show cameras to secure addresses alone. Open this page over https, or as localhost; a video file works here too.',
        ja: 'ブラウザは安全なアドレスにしかカメラを使わせません。https か localhost で開いてください。動画ファイルはここでも使えます。',
      };
    case 'unsupported':
      return {
        en: 'This browser gives pages no camera. Use a current Chrome, Edge, Firefox or Safari, or choose a video file.',
        ja: 'このブラウザではカメラを使えません。最新の Chrome・Edge・Firefox・Safari を使うか、動画ファイルを選んでください。',
      };
    case 'refused':
      return {
        en: 'The camera was not allowed. Press the camera sign in the address bar (or the lock), allow the camera for this page, then try again; on a phone or a Mac, the system has a switch for the browser too.',
        ja: 'カメラが許可されませんでした。アドレスバーのカメラ (または鍵) の印からこのページに許可し、もう一度試してください。スマートフォンや Mac では、システムの設定でもブラウザに許可が必要です。',
      };
    case 'forbidden':
      return {
        en: 'The site that shows this page forbids the camera (Permissions-Policy). Open the page in a tab of its own, or ask whoever runs the server to allow “camera=(self)”.',
        ja: 'このページを表示しているサイトがカメラを禁じています (Permissions-Policy)。単独のタブで開くか、サーバーの管理者に「camera=(self)」の許可を頼んでください。',
      };
    case 'none':
      return {
        en: 'No camera was found. Plug one in and wait a moment, or choose another one or a video file, then try again.',
        ja: 'カメラが見つかりません。接続して少し待つか、別のカメラや動画ファイルを選んで、もう一度試してください。',
      };
    case 'in-use':
      return {
        en: 'The camera gives no picture: another program or tab probably uses it. Close that one, then try again.',
        ja: 'カメラから映像が来ません。他のアプリやタブが使っている可能性があります。それを閉じて、もう一度試してください。',
      };
    case 'unplugged':
      return {
        en: 'The camera is gone: it was unplugged, or the system took it away. What was kept is still here; plug it in, then try again.',
        ja: 'カメラが切断されました。残したフレームはそのままです。接続し直して、もう一度試してください。',
      };
    case 'not-a-video':
      return {
        en: `${problem.name} cannot be played by this browser: expected a video such as MP4 (H.264) or WebM. Convert it, or choose another one.`,
        ja: `${problem.name} はこのブラウザで再生できません。MP4 (H.264) や WebM などの動画に変換するか、別のファイルを選んでください。`,
      };
    case 'unexpected':
      return {
        en: `The camera did not open: ${problem.detail}. Try again, or choose another camera.`,
        ja: `カメラを開けませんでした: ${problem.detail}。もう一度試すか、別のカメラを選んでください。`,
      };
  }
}

export function cameraFailureText(problem: CameraFailure): Text {
  switch (problem.kind) {
    case 'not-opened':
      return {
        en: 'The frames did not become the open dataset; Data says why. They are still kept here: try again, or take more.',
        ja: 'フレームをデータセットとして開けませんでした。理由は「データ」にあります。フレームは残っているので、もう一度試すか、撮り足してください。',
      };
    case 'too-old':
      return {
        en: 'That frame is not held any more, and was not kept. Freeze the picture first, then keep it.',
        ja: 'そのフレームはもう残っていないため、保存できませんでした。静止させてから残してください。',
      };
    case 'unexpected':
      return {
        en: `Frames are not read any more: ${problem.detail}. What was kept is still here; start the camera again.`,
        ja: `フレームを読めなくなりました: ${problem.detail}。残したフレームはそのままです。カメラを開始し直してください。`,
      };
  }
}
