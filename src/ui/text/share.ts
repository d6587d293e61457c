/** Words of sharing: a link, a picture, a clip. */
import { sentence } from './sentence.ts';

export const shareText = {
  title: { en: 'Share what you see', ja: '今の設定を共有' },
  hint: {
    en: 'The link opens this stage with every setting. Images of your own never travel in it.',
    ja: 'リンクを開くと、この段階がすべての設定とともに開きます。自分の画像はリンクに含まれません。',
  },
  link: { en: 'Link', ja: 'リンク' },
  copyLink: { en: 'Copy link', ja: 'リンクをコピー' },
  copyPicture: { en: 'Copy picture', ja: '画像をコピー' },
  savePicture: { en: 'Save picture', ja: '画像を保存' },
  picture: { en: 'Picture to share', ja: '共有用の画像' },
  copiedLink: { en: 'Link copied.', ja: 'リンクをコピーしました。' },
  copyByHand: {
    en: 'The browser did not allow copying. The link is selected: copy it by hand.',
    ja: 'コピーが許可されませんでした。リンクを選択したので、手動でコピーしてください。',
  },
  copiedPicture: { en: 'Picture copied.', ja: '画像をコピーしました。' },
  pictureRefused: {
    en: 'This browser does not copy pictures. Save it instead.',
    ja: 'このブラウザでは画像をコピーできません。代わりに保存してください。',
  },
  pictureFailed: {
    en: 'The browser could not write the picture; there may be too little memory. The link works.',
    ja: 'ブラウザが画像を書き出せませんでした。メモリ不足の可能性があります。リンクは使えます。',
  },
  noPicture: {
    en: 'No pseudo-anomaly has been drawn yet, so there is no picture to share. The link works.',
    ja: '擬似異常がまだ作られていないため、共有する画像がありません。リンクは使えます。',
  },
  made: { en: 'A defect made from a normal image', ja: '正常画像から作った欠陥' },
  normal: { en: 'normal', ja: '正常' },
  pseudo: { en: 'pseudo-anomaly', ja: '擬似異常' },
  saveClip: { en: 'Save clip', ja: '動画を保存' },
  stopClip: { en: 'Stop recording', ja: '録画をやめる' },
  clipSaved: { en: 'Clip saved.', ja: '動画を保存しました。' },
  noClip: {
    en: 'This browser cannot record a drawing as a video (MediaRecorder or captureStream is missing). A picture works everywhere:',
    ja: 'このブラウザは描画を動画として記録できません (MediaRecorder か captureStream がありません)。画像なら保存できます:',
  },
} as const;

export const shareSentences = {
  /** `undefined` where the gate is off. */
  verdict: sentence(
    (ssim: string, isAccepted: boolean | undefined) =>
      `SSIM ${ssim}${isAccepted === undefined ? '' : `: ${isAccepted ? 'accepted' : 'rejected'}`}`,
    (ssim, isAccepted) =>
      `SSIM ${ssim}${isAccepted === undefined ? '' : `: ${isAccepted ? '採用' : '不採用'}`}`,
  ),
  recording: sentence(
    (done: number, total: number) => `Recording ${done} of ${total} s`,
    (done, total) => `録画中 ${total} 秒中 ${done} 秒`,
  ),
  clipFailed: sentence(
    (detail: string) => `The clip could not be recorded (${detail}). A picture can still be saved:`,
    (detail) => `動画を記録できませんでした (${detail})。画像なら保存できます:`,
  ),
} as const;
