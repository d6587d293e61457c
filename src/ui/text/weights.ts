/** Words of the weights that training starts from, and of the model that leaves. */
import type { Text } from '../../core/text.ts';
import type { WeightsRefusal } from '../../core/run/weights.ts';

export const weightsText = {
  weights: { en: 'Weights', ja: '重み' },
  weightsHint: {
    en: 'A ResNet18 of torchvision, timm or Kizu as .safetensors, .pth or .onnx: choose it, or drop it on the page. Nothing in it is run.',
    ja: 'torchvision、timm、Kizu の ResNet18 (.safetensors・.pth・.onnx)。選ぶか、ページにドロップしてください。ファイル内のプログラムは実行しません。',
  },
  chooseWeights: { en: 'Choose weights', ja: '重みを選ぶ' },
  noFirstWeights: {
    en: 'This detector does not start from a file of weights.',
    ja: 'この検出器は、重みファイルから始めることができません。',
  },
  readingWeights: { en: 'Reading…', ja: '読み込み中…' },
  weightsNotUsed: {
    en: 'Not in use: “Start from” has another setting, or the chosen detector does not start from a file.',
    ja: '使われていません: 「初期値」が別の設定か、選んだ検出器はファイルから始めません。',
  },
  missingTensors: { en: 'Not in the file (fresh weights)', ja: 'ファイルに無いもの (乱数で補います)' },
  leftOverTensors: { en: 'In the file, not needed', ja: 'ファイルにあり、不要なもの' },
  misshapenTensors: { en: 'Of another shape', ja: '形が違うもの' },
  brokenTensors: { en: 'With numbers that are not finite', ja: '有限でない数を含むもの' },
  noModel: {
    en: 'This detector trains no network, so there is no model to save.',
    ja: 'この検出器はネットワークを学習しないため、保存するモデルはありません。',
  },
  saveSafetensors: { en: 'Save model (.safetensors)', ja: 'モデルを保存 (.safetensors)' },
  noOnnx: {
    en: 'This network cannot be written as ONNX. Save it as .safetensors, which holds the same weights.',
    ja: 'このネットワークは ONNX として書き出せません。同じ重みを .safetensors で保存してください。',
  },
  saveOnnx: { en: 'Save model (.onnx)', ja: 'モデルを保存 (.onnx)' },
} as const;

export function weightsRefusalText({ kind, where, came, wanted }: WeightsRefusal): Text {
  switch (kind) {
    case 'truncated':
      return {
        en: `The file ends too early (${where}: ${came} bytes, ${wanted} wanted). Copy or download it again.`,
        ja: `ファイルが途中で切れています (${where}: ${came} バイト、必要なのは ${wanted})。もう一度コピーしてください。`,
      };
    case 'too-large':
      return {
        en: `Too large (${where}: ${came}, at most ${wanted}). A ResNet18 is some 45 MB.`,
        ja: `大きすぎます (${where}: ${came}、上限 ${wanted})。ResNet18 は約 45 MB です。`,
      };
    case 'refused':
      return {
        en: `The file asks for code to be run (${where}: ${came}), which is never done. Save the weights alone: torch.save(model.state_dict(), …).`,
        ja: `ファイルがプログラムの実行を求めています (${where}: ${came})。実行はしません。重みだけを保存してください: torch.save(model.state_dict(), …)`,
      };
    case 'nothing-fits':
      return {
        en: `No tensor fits a ResNet18 (${where}: ${came} came, ${wanted} wanted).`,
        ja: `ResNet18 に合うテンソルがありません (${where}: ${came}、必要なのは ${wanted})。`,
      };
    case 'other-network':
      return {
        en: `${where} looks like ${came} (${wanted}); a ResNet18 is needed. Nothing of it is used.`,
        ja: `${where} は ${came} のようです (${String(wanted)
          .replace(/^(\d+) of (\d+) tensors fit$/, '$2 個中 $1 個のテンソルが一致')
          .replace(
            'none of its tensors fits',
            '一致するテンソルなし',
          )})。ResNet18 の重みが必要です。何も読み込みませんでした。`,
      };
    case 'malformed':
    case 'unsupported':
      return {
        en: `Could not be read (${where}: ${came} came, ${wanted} wanted). Use .safetensors, .pth or .onnx.`,
        ja: `読めませんでした (${where}: ${came}、必要なのは ${wanted})。.safetensors・.pth・.onnx を使ってください。`,
      };
  }
}
