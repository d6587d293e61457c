/** What a training preset changes in Tune, and why. */
import { sentence } from './sentence.ts';

export const presetSentences = {
  name: sentence(
    (detector: string, preset: string) => `${detector}, “${preset}”`,
    (detector, preset) => `${detector}「${preset}」`,
  ),
  generator: sentence(
    (preset: string, generator: string, isUngated: boolean) =>
      `${preset}, learns from pseudo-anomalies of the kind “${generator}”, so Tune makes these${isUngated ? ', without the SSIM gate' : ''}.`,
    (preset, generator, isUngated) =>
      `${preset}は擬似異常「${generator}」から学習するため、「調整」でも${isUngated ? 'これを SSIM の選別なしで' : 'これを'}作ります。`,
  ),
  imageSize: sentence(
    (preset: string, pixels: number, usual: number) =>
      `${preset}, learns from images of ${pixels} px, so Tune shows the same coarse pictures: ${pixels} px instead of ${usual}.`,
    (preset, pixels, usual) =>
      `${preset}は ${pixels} px の画像から学習するため、「調整」でも ${usual} px ではなく、同じ粗い ${pixels} px の画像を表示します。`,
  ),
};
