/** What a dataset doctor found: what it is, what it means, what to do. */
import type { Finding, GlobalStatistic } from '../../core/dataset/doctor/finding.ts';
import type { Text } from '../../core/text.ts';
import { statisticNames } from './statistics.ts';

export interface FindingText {
  readonly what: Text;
  /** What it means, and a way to fix it. */
  readonly advice: Text;
}

/** `1 image shows`, `2 images show`. */
function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first few paths. */
function some(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown}, … (${paths.length})` : shown;
}

function leakText(statistic: GlobalStatistic, auroc: number): FindingText {
  const name = statisticNames[statistic];
  return {
    what: {
      en: `A leak: the ${name.en} alone tells defective from normal test images (AUROC ${auroc.toFixed(3)}).`,
      ja: `漏れ: ${name.ja}だけで異常と正常のテスト画像を見分けられます (AUROC ${auroc.toFixed(3)})。`,
    },
    advice:
      statistic === 'median-gray'
        ? {
            en: 'A method may score well by exposure and never look at the defect. Equalise it, or photograph both alike. Following this advice is a choice made with test labels: judge the result on other test images.',
            ja: '欠陥を見ずに露出だけで高得点になり得ます。明るさをそろえるか、同じ条件で撮影してください。この助言に従うことは、テストの答えを使った選択になります。結果は別のテスト画像で確かめてください。',
          }
        : {
            en: 'Unless the defects themselves cause it, a method may score well without looking at them. Compare with scores on images taken alike.',
            ja: '欠陥自体が原因でない限り、欠陥を見ずに高得点になり得ます。同じ条件の画像でも確かめてください。',
          },
  };
}

type Plain = Exclude<Finding, { readonly kind: 'leak' }>;
type Tell<Kind extends Plain['kind']> = (finding: Extract<Plain, { readonly kind: Kind }>) => FindingText;

const tell: { readonly [Kind in Plain['kind']]: Tell<Kind> } = {
  'near-duplicates': ({ pairs }) => ({
    what: {
      en: `${counted(pairs.length, 'test image is', 'test images are')} nearly the same as in training: ${some(pairs.map(([, test]) => test))}.`,
      ja: `${pairs.length} 枚のテスト画像が学習画像とほぼ同じです: ${some(pairs.map(([, test]) => test))}。`,
    },
    advice: {
      en: 'Scores of images that were learnt say nothing of new ones. Take them out of one of the two.',
      ja: '学習した画像の点数からは、新しい画像のことは分かりません。どちらかから外してください。',
    },
  }),
  'few-normals': ({ train }) => ({
    what: {
      en: `Only ${counted(train, 'normal image', 'normal images')} to learn from.`,
      ja: `学習に使う正常画像が ${train} 枚しかありません。`,
    },
    advice: {
      en: 'Fewer than 20 normal images: results will vary a lot from seed to seed. Add more if you can. With fewer than 4, local contrast learns from their mirror images, too.',
      ja: '正常画像が 20 枚未満です。乱数シードによって結果が大きく変わります。できれば増やしてください。4 枚未満のとき、局所コントラストは左右や上下を反転した画像からも学習します。',
    },
  }),
  'masks-without-images': ({ paths }) => ({
    what: {
      en: `${counted(paths.length, 'mask belongs', 'masks belong')} to no image: ${some(paths)}.`,
      ja: `${paths.length} 個のマスクに対応する画像がありません: ${some(paths)}。`,
    },
    advice: {
      en: 'They are not used. A mask is named like its image, as <name>_mask.png, in a folder named like its defect.',
      ja: '使いません。マスクは画像と同じ名前 (<名前>_mask.png) で、欠陥と同じ名前のフォルダに置きます。',
    },
  }),
  'no-test-normals': () => ({
    what: { en: 'No normal images to test with.', ja: 'テスト用の正常画像がありません。' },
    advice: {
      en: 'AUROC needs both kinds. Use a folder of normal images as “Test · normal” in the table above.',
      ja: 'AUROC には両方が必要です。上の表で、正常画像のフォルダを「テスト · 正常」にしてください。',
    },
  }),
  constant: ({ paths }) => ({
    what: {
      en: `${counted(paths.length, 'image shows', 'images show')} a single grey: ${some(paths)}.`,
      ja: `${paths.length} 枚の画像が一色です: ${some(paths)}。`,
    },
    advice: {
      en: 'Nothing can be learnt from them: a lens cap, or a broken export. Take them out.',
      ja: '何も学べません。撮影や書き出しの失敗かもしれません。外してください。',
    },
  }),
  'odd-lighting': ({ paths }) => ({
    what: {
      en: `${counted(paths.length, 'training image is', 'training images are')} far brighter or darker than the rest: ${some(paths)}.`,
      ja: `${paths.length} 枚の学習画像が他より極端に明るいか暗いです: ${some(paths)}。`,
    },
    advice: {
      en: 'They teach that such light is normal. Leave them out, or equalise.',
      ja: 'その明るさも正常だと学習します。外すか、明るさをそろえてください。',
    },
  }),
  'mixed-sizes': ({ sizes }) => ({
    what: {
      en: `Pictures of ${sizes.length} sizes: ${some(sizes.map(([size, images]) => `${size} px (${images})`))}.`,
      ja: `大きさが ${sizes.length} 種類あります: ${some(sizes.map(([size, images]) => `${size} px (${images} 枚)`))}。`,
    },
    advice: {
      en: 'Each is brought to the working size, so that details differ in scale. If shapes differ, crop or pad instead of stretching.',
      ja: '全て作業サイズに合わせるため、細部の縮尺が変わります。縦横比が違うなら、切り出すか埋めてください。',
    },
  }),
  'masks-missing': ({ defective, masks }) => ({
    what: {
      en: `${masks} of ${defective} defective test images have a mask.`,
      ja: `異常なテスト画像 ${defective} 枚のうち、マスクは ${masks} 枚です。`,
    },
    advice: {
      en: 'Image scores need none; heat maps cannot be judged without them. Masks lie in ground_truth/<defect>/<name>_mask.png.',
      ja: '画像単位の点数には不要ですが、ヒートマップの評価に必要です。ground_truth/<欠陥>/<名前>_mask.png に置きます。',
    },
  }),
  'empty-masks': ({ paths }) => ({
    what: {
      en: `${counted(paths.length, 'mask of a defective image marks', 'masks of defective images mark')} nothing: ${some(paths)}.`,
      ja: `異常画像のマスク ${paths.length} 枚に印がありません: ${some(paths)}。`,
    },
    advice: {
      en: 'Either the mask is missing its marks, or the image is normal and lies in the wrong folder, or all of the defect lies outside the region of interest: it still counts as defective.',
      ja: 'マスクの付け忘れか、正常画像が違うフォルダにあるか、欠陥がすべて検査領域の外にあるかです (領域の外でも異常として数えます)。',
    },
  }),
  'inverted-masks': ({ paths }) => ({
    what: {
      en: `${counted(paths.length, 'mask marks', 'masks mark')} most of the picture, or all of its edge: ${some(paths)}.`,
      ja: `${paths.length} 枚のマスクが、画像の大部分か縁全体に印を付けています: ${some(paths)}。`,
    },
    advice: {
      en: 'They may be inverted: white for what is normal. If so, invert them; if the defects are that large, leave them.',
      ja: '白黒が逆 (正常部分が白) かもしれません。逆なら反転してください。欠陥が本当に大きいなら、そのままで構いません。',
    },
  }),
  'unused-range': ({ images, bits }) => ({
    what: {
      en: `${counted(images, 'image holds', 'images hold')} ${bits}-bit data in files of more bits: they look nearly black.`,
      ja: `${images} 枚の画像は ${bits} ビットのデータを、より多いビットのファイルに収めているため、ほぼ真っ黒に見えます。`,
    },
    advice: {
      en: 'Stretch the bits that are used: one range for all images, so that they stay comparable.',
      ja: '使われているビットを全階調に広げてください。全画像に同じ範囲を使うため、明るさは比べられるままです。',
    },
  }),
  'single-channel': ({ images }) => ({
    what: {
      en: `${counted(images, 'image has', 'images have')} no colour.`,
      ja: `${images} 枚の画像に色がありません。`,
    },
    advice: {
      en: 'They are used as grey RGB. Colour knobs (hue, saturation) change nothing in them.',
      ja: '灰色の RGB として使います。色相や彩度の設定は効きません。',
    },
  }),
  'deep-pixels': ({ images }) => ({
    what: {
      en: `${counted(images, 'image has', 'images have')} more than 8 bits a channel.`,
      ja: `${images} 枚の画像は 1 色 8 ビットを超えています。`,
    },
    advice: {
      en: 'The lower bits are dropped. If they hold what matters, stretch the range before saving as 8 bit.',
      ja: '下位ビットは捨てます。必要な情報があるなら、階調を広げて 8 ビットで保存してください。',
    },
  }),
};

export function findingText(finding: Finding): FindingText {
  if (finding.kind === 'leak') return leakText(finding.statistic, finding.auroc);
  // One function a kind: the table pairs each with its own.
  return (tell[finding.kind] as (given: Plain) => FindingText)(finding);
}
