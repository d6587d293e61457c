/** Problems in words: what came, what was wanted, what now. */
import type { EvaluationProblem } from '../../state/evaluation/evaluation.ts';
import type { ImportProblem } from '../../state/worker-types.ts';
import type { Text } from '../../core/text.ts';

export function importProblemText(problem: ImportProblem): Text {
  switch (problem.kind) {
    case 'empty':
      return {
        en: 'Nothing that can be read was in there. Drop a folder with images, or choose one; links (symlinks) are not followed by browsers.',
        ja: '読めるものが入っていませんでした。画像の入ったフォルダを選んでください。シンボリックリンクの先は、ブラウザでは読めません。',
      };
    case 'no-images':
      return {
        en: `None of the ${problem.files} files is an image that can be used. PNG, JPEG, WebP, GIF, AVIF, BMP and TIFF can be read, bare or in a .zip, .tar, .tar.gz or .tar.xz.`,
        ja: `${problem.files} 個のファイルに使える画像がありません。PNG・JPEG・WebP・GIF・AVIF・BMP・TIFF と、それらを入れた zip・tar・tar.gz・tar.xz が読めます。`,
      };
    case 'no-normal-images':
      return {
        en: `No normal images to learn from. They belong in train/good, or say below which folder holds them; found: ${problem.found.join(', ')}.`,
        ja: `学習に使う正常画像がありません。train/good に置くか、下の表で指定してください。見つかったもの: ${problem.found.join('、')}。`,
      };
    case 'not-stored':
      return {
        en: 'These images are no longer on this device. Drop them again.',
        ja: 'この画像は端末に残っていません。もう一度ドロップしてください。',
      };
    case 'not-kept':
      return {
        en: `They cannot be kept on this device (${problem.detail}), and nothing was changed. Make room by deleting datasets or runs in Data, or save them as a file.`,
        ja: `この端末に保存できないため、何も変えていません (${problem.detail})。「データ」で不要なデータや記録を消して空きを作るか、ファイルに保存してください。`,
      };
    case 'cancelled':
      return { en: 'Cancelled; nothing was changed.', ja: '中止しました。何も変わっていません。' };
    case 'unexpected':
      return {
        en: `Something unexpected happened: ${problem.detail}`,
        ja: `予期しない問題が起きました: ${problem.detail}`,
      };
  }
}

function engineProblemText(problem: Extract<EvaluationProblem, { readonly detail: string }>): Text {
  return problem.kind === 'out-of-memory'
    ? {
        en: `The GPU ran out of memory (${problem.detail}). Use fewer images per step, a smaller input or a narrower encoder.`,
        ja: `GPU のメモリが足りません (${problem.detail})。1 ステップの画像数、入力、エンコーダの幅を小さくしてください。`,
      }
    : {
        en: `Something unexpected happened: ${problem.detail}`,
        ja: `予期しない問題が起きました: ${problem.detail}`,
      };
}

type RefusedEvaluation = Extract<
  EvaluationProblem,
  { readonly kind: 'not-trained' | 'still-training' | 'dataset-changed' | 'no-test-images' }
>;

function evaluationProblemText(problem: RefusedEvaluation): Text {
  switch (problem.kind) {
    case 'not-trained':
      return { en: 'No network has been trained yet.', ja: 'まだ学習していません。' };
    case 'still-training':
      return {
        en: 'Training is still going. Wait for it, or stop it.',
        ja: '学習中です。終わるのを待つか、終了してください。',
      };
    case 'no-test-images':
      return {
        en: 'There are no test images. Add a test folder beside train and open the images again.',
        ja: 'テスト画像がありません。train の隣に test フォルダを置いて開き直してください。',
      };
    case 'dataset-changed':
      return {
        en: `The network was trained on ${problem.trainedOn}, but ${problem.open} is open. Open ${problem.trainedOn} again, or train on ${problem.open}.`,
        ja: `ネットワークは ${problem.trainedOn} で学習しましたが、今は ${problem.open} が開いています。${problem.trainedOn} を開き直すか、${problem.open} で学習してください。`,
      };
  }
}

function isRefusal(problem: EvaluationProblem): problem is RefusedEvaluation {
  return ['not-trained', 'still-training', 'dataset-changed', 'no-test-images'].includes(problem.kind);
}

function lossText({
  step,
  restored,
}: Extract<EvaluationProblem, { readonly kind: 'loss-not-finite' }>): Text {
  const what = {
    en: `The loss is no longer a number at step ${step}.`,
    ja: `ステップ ${step} で損失が数でなくなりました。`,
  };
  if (restored === 0) {
    return {
      en: `${what.en} Lower the learning rate and start again.`,
      ja: `${what.ja}学習率を下げてやり直してください。`,
    };
  }
  return {
    en: `${what.en} The network went back to step ${restored} and can be evaluated as it was there, or go on at a lower learning rate.`,
    ja: `${what.ja}ネットワークはステップ ${restored} の状態に戻り、そのまま評価するか、学習率を下げて続けられます。`,
  };
}

/** What was under way. */
type Work = 'training' | 'evaluation' | 'comparison' | 'measurement' | 'object';

/** A network that was trained outlives the device that it was on. */
const afterLoss: Readonly<Record<Work, Text>> = {
  training: {
    en: 'Resume from the step that was kept, or start again; fewer images per step may help.',
    ja: '保存されたステップから再開するか、やり直してください。画像数を減らすと良いことがあります。',
  },
  evaluation: {
    en: 'The trained network is still there: press “Evaluate” again.',
    ja: '学習したネットワークは残っています。もう一度「評価」を押してください。',
  },
  comparison: {
    en: 'The trained network is still there: press “Compare” again.',
    ja: '学習したネットワークは残っています。もう一度「比べる」を押してください。',
  },
  object: {
    en: 'Press “Find the object” again.',
    ja: 'もう一度「対象物を探す」を押してください。',
  },
  measurement: {
    en: 'Press “Measure the cost” again; fewer images per step may help.',
    ja: 'もう一度「コストを測る」を押してください。画像数を減らすと良いことがあります。',
  },
};

function deviceLostText(reason: string, work: Work): Text {
  return {
    en: `The GPU was lost (${reason}). ${afterLoss[work].en}`,
    ja: `GPU が失われました (${reason})。${afterLoss[work].ja}`,
  };
}

const aboutImages = [
  'no-normal-images',
  'images-too-small',
  'too-few-images',
  'images-alike',
  'too-few-anomalies',
] as const;

type ImagesProblem = Extract<EvaluationProblem, { readonly kind: (typeof aboutImages)[number] }>;

function isAboutImages(problem: EvaluationProblem): problem is ImagesProblem {
  return (aboutImages as readonly string[]).includes(problem.kind);
}

/** What is wrong with the normal images that are open. */
function imagesText(problem: ImagesProblem): Text {
  switch (problem.kind) {
    case 'no-normal-images':
      return {
        en: 'There are no normal images to learn from. Open images first.',
        ja: '学習に使う正常画像がありません。先に画像を開いてください。',
      };
    case 'images-too-small':
      return {
        en: `Crops of ${problem.wanted} px do not fit in images of ${problem.side} px. Choose a larger image size or a smaller network input.`,
        ja: `${problem.side} px の画像から ${problem.wanted} px は切り出せません。画像を大きくするか、入力を小さくしてください。`,
      };
    case 'too-few-images':
      return {
        en: `This detector is fitted on at least ${problem.wanted} normal images, and there are ${problem.images}. Open more, or raise “Normal images compared with”.`,
        ja: `この検出器には正常画像が ${problem.wanted} 枚以上必要ですが、${problem.images} 枚しかありません。画像を追加するか、「比較に使う正常画像の数」を増やしてください。`,
      };
    case 'too-few-anomalies':
      return {
        en: `“Known anomalies” asks for defective test images to learn from, and one more to test with: ${problem.wanted} in all, and there are ${problem.images}. Lower it, or add defective images to the test folder.`,
        ja: `「既知の異常」で使う欠陥のテスト画像と、テスト用の 1 枚を合わせて ${problem.wanted} 枚必要ですが、${problem.images} 枚しかありません。数を減らすか、test フォルダに欠陥画像を追加してください。`,
      };
    case 'images-alike':
      return {
        en: `All ${problem.images} normal images are the same to this detector, so that it cannot say what would be unusual. Open images that differ, or let it see something else.`,
        ja: `この検出器には ${problem.images} 枚の正常画像が全て同じに見えるため、何が普通でないかを決められません。互いに違う画像を開くか、見るものを変えてください。`,
      };
  }
}

function ganText({ step, how, value }: Extract<EvaluationProblem, { kind: 'gan-collapsed' }>): Text {
  if (how === 'samples-alike') {
    return {
      en: `At step ${step} every sample is the same picture (they differ by ${value.toExponential(1)} of what images do): the generator has collapsed. Raise γ, or lower the learning rate, and start again.`,
      ja: `ステップ ${step} で、どのサンプルも同じ画像になりました (差は画像どうしの ${value.toExponential(1)} 倍)。生成が崩壊しています。γ を上げるか学習率を下げて、やり直してください。`,
    };
  }
  return {
    en: `At step ${step} the discriminator tells every fake (its loss is ${value.toExponential(1)}), so that the decoder learns nothing from it any more. Raise γ, or lower the learning rate, and start again.`,
    ja: `ステップ ${step} で、識別器が偽物を全て見破るようになりました (損失 ${value.toExponential(1)})。デコーダはもうそこから学べません。γ を上げるか学習率を下げて、やり直してください。`,
  };
}

const collapses = [
  'embeddings-collapsed',
  'sphere-collapsed',
  'code-unused',
  'map-collapsed',
  'gan-collapsed',
] as const;

/** The network learns nothing more, though its loss is a number. */
type Collapse = Extract<EvaluationProblem, { readonly kind: (typeof collapses)[number] }>;

function isCollapse(problem: EvaluationProblem): problem is Collapse {
  return (collapses as readonly string[]).includes(problem.kind);
}

function collapseText(problem: Collapse): Text {
  switch (problem.kind) {
    case 'embeddings-collapsed':
      return {
        en: `At step ${problem.step} the network maps all images to nearly one point (spread ${problem.spread.toExponential(1)}), so that it can tell none apart. Lower the learning rate or the weight decay and start again.`,
        ja: `ステップ ${problem.step} で、ネットワークが全ての画像をほぼ同じ点に写すようになりました (散らばり ${problem.spread.toExponential(1)})。これでは区別できません。学習率か重み減衰を下げてやり直してください。`,
      };
    case 'sphere-collapsed':
      return {
        en: `At step ${problem.step} the sphere has shrunk to its centre (radius ${problem.radius.toExponential(1)}): nearly all images lie on it, and the rest is called anomalous by chance. Raise ν, lower the learning rate, or choose the one-class sphere, and start again.`,
        ja: `ステップ ${problem.step} で球が中心の 1 点まで縮みました (半径 ${problem.radius.toExponential(1)})。ほぼ全ての画像がその点に重なり、残りが異常とされるのは偶然です。ν を上げるか、学習率を下げるか、one-class の球を選んで、やり直してください。`,
      };
    case 'code-unused':
      return {
        en: `At step ${problem.step} the code says nothing any more (KL ${problem.kl.toExponential(1)} nats per picture): the decoder draws the same picture whatever it is given (posterior collapse). Lower β, or raise the learning rate, and start again.`,
        ja: `ステップ ${problem.step} で符号が何も表さなくなりました (KL は 1 枚あたり ${problem.kl.toExponential(1)} ナット)。デコーダは何を与えても同じ画像を返します (事後分布の崩壊)。β を下げるか学習率を上げて、やり直してください。`,
      };
    case 'gan-collapsed':
      return ganText(problem);
    case 'map-collapsed':
      return {
        en: `At step ${problem.step} the network gives every pixel the same answer (${problem.value.toFixed(2)}), whether a pseudo-anomaly changed it or not. Lower the learning rate, or choose pseudo-anomalies that change more, and start again.`,
        ja: `ステップ ${problem.step} で、擬似異常で変化した画素にもしていない画素にも、ネットワークが同じ値 (${problem.value.toFixed(2)}) を返すようになりました。学習率を下げるか、変化の大きい擬似異常を選んで、やり直してください。`,
      };
  }
}

type MissingFile = Extract<
  EvaluationProblem,
  { readonly kind: 'no-weights' | 'no-backbone' | 'no-included-weights' }
>;

function isMissingFile(problem: EvaluationProblem): problem is MissingFile {
  return ['no-weights', 'no-backbone', 'no-included-weights'].includes(problem.kind);
}

/** Files that were not given, or did not come. */
function missingFileText(problem: MissingFile): Text {
  switch (problem.kind) {
    case 'no-weights':
      return {
        en: 'Training is to start from a weights file, and none was given. Choose one below, or set “Start from” to fresh weights.',
        ja: '重みファイルから始める設定ですが、ファイルがありません。下で選ぶか、「初期値」を乱数にしてください。',
      };
    case 'no-backbone':
      return {
        en: `The pretrained backbone cannot be used (${problem.detail}). Reload the page; if it stays away, choose another detector, or “Your ResNet18” as backbone. All else works.`,
        ja: `学習済みバックボーンを使えません (${problem.detail})。ページを再読み込みしてください。それでも直らないときは、別の検出器を選ぶか、バックボーンを「自分の ResNet18」にしてください。ほかの機能は使えます。`,
      };
    case 'no-included-weights':
      return {
        en: `Kizu’s first weights cannot be used (${problem.detail}). Reload the page; if they stay away, set “Start from” to fresh weights. All else works.`,
        ja: `Kizu の初期値の重みを使えません (${problem.detail})。ページを再読み込みしてください。それでも直らないときは、「初期値」を乱数にしてください。ほかの機能は使えます。`,
      };
  }
}

export function runProblemText(problem: EvaluationProblem, work: Work): Text {
  if (isRefusal(problem)) return evaluationProblemText(problem);
  if (isAboutImages(problem)) return imagesText(problem);
  if (isCollapse(problem)) return collapseText(problem);
  if (isMissingFile(problem)) return missingFileText(problem);
  switch (problem.kind) {
    case 'no-valid-patch':
      return {
        en: `The gate rejected all of up to ${problem.tried} candidates. Raise T, or change patches more, under Tune.`,
        ja: `最大 ${problem.tried} 個の候補が全て不採用でした。「調整」で T を上げるか、変化を大きくしてください。`,
      };
    case 'loss-not-finite':
      return lossText(problem);
    case 'side-not-multiple':
      return {
        en: `This detector takes inputs whose side divides by ${problem.multiple}, not ${problem.side} px. Choose another size under “Network input”.`,
        ja: `この検出器の入力は、一辺が ${problem.multiple} の倍数でなければなりません (今は ${problem.side} px)。「ネットワークの入力」で別の大きさを選んでください。`,
      };
    case 'device-lost':
      return deviceLostText(problem.reason, work);
    case 'out-of-memory':
    case 'unexpected':
      return engineProblemText(problem);
  }
}
