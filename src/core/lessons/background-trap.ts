import type { Lesson } from './lesson.ts';

const plain = 0.02;

export const backgroundTrap: Lesson = {
  id: 'background-trap',
  title: { en: 'The background trap', ja: '背景の罠' },
  aim: {
    en: 'Why a high SSIM does not always mean background, and a low one not always an object.',
    ja: 'SSIM が高いから背景、低いから物体とは言い切れない理由。',
  },
  knobs: [
    'gateStatistic',
    'gateImage',
    'gateThreshold',
    'brightness',
    'contrast',
    'saturation',
    'hue',
    'seed',
  ],
  steps: [
    {
      stage: 'tune',
      shows: { knob: 'gateImage' },
      text: {
        en: 'The paper compares the final image with the original. Set “SSIM compares” to “the final image”.',
        ja: '論文は最終画像を元の画像と比べます。「SSIM の比較対象」を「最終画像」にしてください。',
      },
      isDone: ({ experiment }) => experiment.gateImage === 'final',
    },
    {
      stage: 'tune',
      shows: { knob: 'gateStatistic' },
      text: {
        en: 'The paper takes the [[ssim|SSIM]] of the whole image. Set “SSIM statistic” to “mean of the whole image”. A small patch hardly counts there, so a useful T is .9965, not .95.',
        ja: '論文の [[ssim|SSIM]] は画像全体のものです。「SSIM の統計量」を「画像全体の平均」にしてください。小さなパッチはほとんど効かないので、役に立つ T は .95 ではなく .9965 ほどです。',
      },
      isDone: ({ experiment }) => experiment.gateStatistic === 'whole',
    },
    {
      stage: 'tune',
      shows: { part: 'gallery' },
      text: {
        en: 'Go back to “mean in the patch”, still on the final image. Choose an accepted candidate whose patch lies on plain background. Nothing but its colour changed, and yet it passed: that is the trap.',
        ja: '「パッチ内の平均」へ戻し、比較対象は「最終画像」のままにします。パッチが無地の背景にあるのに採用された候補を選んでください。色しか変わっていないのに通ってしまう。これが罠です。',
      },
      isDone: ({ experiment, chosen }, start) =>
        experiment.gateStatistic !== 'whole' &&
        chosen?.isAccepted === true &&
        chosen.draw !== start.chosen?.draw,
    },
    {
      stage: 'tune',
      shows: { knob: 'brightness' },
      text: {
        en: 'Take the colour away: set Brightness, Contrast, Saturation and Hue to 0. Patches of plain background are rejected now, since turning a plain patch changes nothing.',
        ja: '色の変化をなくします。「明るさ」「コントラスト」「彩度」「色相」を 0 にしてください。無地のパッチは回しても変わらないので、背景は不採用になります。',
      },
      isDone: ({ experiment: { brightness, contrast, saturation, hue } }) =>
        [brightness, contrast, saturation, hue].every((amount) => amount <= plain),
    },
    {
      stage: 'tune',
      shows: { knob: 'gateImage' },
      text: {
        en: 'Have both: set “SSIM compares” to “before the colour change”, and raise Brightness to .2 or more. The gate now judges the geometry, and the colour stays free. This is Kizu’s default, and a departure from the paper.',
        ja: '両方を取ります。「SSIM の比較対象」を「色を変える前」に、「明るさ」を 0.2 以上にしてください。選別は形だけを見て、色は自由になります。これが Kizu の初期設定で、論文とは違う点です。',
      },
      isDone: ({ experiment }) => experiment.gateImage === 'geometry' && experiment.brightness >= 0.2,
    },
  ],
};
