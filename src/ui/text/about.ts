/** Where the parts of the page that are not its own come from. */
import type { Text } from '../../core/text.ts';

export const aboutText = {
  title: { en: 'About Kizu and its licences', ja: 'Kizu とライセンスについて' },
  own: {
    en: 'Kizu’s own code is under the MIT licence.',
    ja: 'Kizu 自身のコードは MIT ライセンスです。',
  },
  backbone: {
    en: 'The pretrained backbone is the trunk of a MobileNetV2 from @mediapipe/objectron by the MediaPipe authors (Google), under the Apache License 2.0. It was trained to detect everyday objects, not defects.',
    ja: '学習済みバックボーンは、MediaPipe の開発者 (Google) による @mediapipe/objectron に含まれる MobileNetV2 の前半部分で、Apache License 2.0 で公開されています。欠陥ではなく、身の回りの物体を検出するために学習されたものです。',
  },
  weights: {
    en: 'Kizu’s first weights for ResNet18 were taught to predict what that backbone sees in drawn pictures; no photograph was used for them.',
    ja: 'Kizu の ResNet18 用の初期値は、描いた画像をそのバックボーンがどう見るかを予測するように学習したものです。写真は使っていません。',
  },
  notice: { en: 'All notices', ja: '権利表示の全文' },
  apache: { en: 'Apache License 2.0', ja: 'Apache License 2.0' },
} as const satisfies Readonly<Record<string, Text>>;
