/** What the engine runs on, and what that means for the user. */
import type { Text } from '../../core/text.ts';
import type { DeviceReport } from '../../core/run/events.ts';

/** Why there is no WebGPU, as the engine says it, and what can be done about it. */
const reasons: Readonly<Record<string, Text>> = {
  'this browser has no WebGPU': {
    en: 'this browser has no WebGPU (Chrome and Edge have it from 113, Safari from 26, Firefox from 141 on Windows)',
    ja: 'このブラウザに WebGPU がありません (Chrome・Edge 113、Safari 26、Windows の Firefox 141 以降にあります)',
  },
  'WebGPU found no adapter': {
    en: 'WebGPU found no GPU (look for “hardware acceleration” in the browser’s settings)',
    ja: 'WebGPU で使える GPU が見つかりません (ブラウザの設定の「ハードウェア アクセラレーション」をご確認ください)',
  },
};

const reasonText = (reason: string): Text => reasons[reason] ?? { en: reason, ja: reason };

const shortest: Text = {
  en: 'Choose “Half a minute”: longer presets may take hours here.',
  ja: '「30 秒」を選んでください。それより長い設定は何時間もかかることがあります。',
};

export function deviceText({ backend, adapter, isSoftware, fallbackReason }: DeviceReport): Text {
  const { en: why, ja: whyJa } = reasonText(fallbackReason);
  if (backend === 'webgpu' && !isSoftware)
    return {
      en: `WebGPU on ${adapter}, by Kizu's own kernels.`,
      ja: `WebGPU (${adapter})。Kizu 自身のカーネルで計算します。`,
    };
  if (backend === 'webgpu') {
    return {
      en: `WebGPU in software (${adapter}), without a GPU: slow. ${shortest.en}`,
      ja: `GPU を使わないソフトウェアの WebGPU (${adapter}) で、遅いです。${shortest.ja}`,
    };
  }
  if (backend === 'webgl') {
    return {
      en: `WebGL, since ${why}; by plain tfjs operations, several times slower than WebGPU. ${shortest.en}`,
      ja: `WebGL (理由: ${whyJa})。tfjs の通常の演算で計算し、WebGPU より数倍遅いです。${shortest.ja}`,
    };
  }
  return {
    en: `The CPU, since ${why}; by plain tfjs operations, only tiny settings will finish. ${shortest.en}`,
    ja: `CPU (理由: ${whyJa})。ごく小さな設定でしか終わりません。${shortest.ja}`,
  };
}

/** Shown if a request for 16-bit activations is not met; empty if it is. */
export function storageText({ hasHalfStorage }: DeviceReport, isWished: boolean): Text {
  if (hasHalfStorage || !isWished) return { en: '', ja: '' };
  return {
    en: 'It cannot keep activations in 16 bits; they stay in 32.',
    ja: '活性値を 16 ビットで保てないため、32 ビットのままです。',
  };
}

/** For the chip in the header. */
export function deviceName({ backend, isSoftware }: DeviceReport): Text {
  const names = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'CPU' } as const;
  const name = names[backend];
  return isSoftware && backend === 'webgpu'
    ? { en: `${name} (software)`, ja: `${name} (ソフトウェア)` }
    : { en: name, ja: name };
}
