/** Sentences that stand beside figures: what they rest on, and what they cannot say. */
import { sentence } from './sentence.ts';

const images = (count: number, kind: string) => `${count} ${kind} image${count === 1 ? '' : 's'}`;

export const numberSentences = {
  fewImages: sentence(
    (normals: number, defectives: number, lowest: string, step: string) =>
      `With ${images(normals, 'normal')} and ${images(defectives, 'defective')} to test on, even an AUROC of 1.000 would leave every true value from ${lowest} up possible, and false alarms can only be seen in steps of ${step} %.`,
    (normals, defectives, lowest, step) =>
      `テスト画像が正常 ${normals} 枚・異常 ${defectives} 枚では、AUROC が 1.000 でも「真の値は ${lowest} 以上」としか言えません。誤報の割合も ${step} % 刻みでしか分かりません。`,
  ),
} as const;
