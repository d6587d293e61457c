/** What the engine runs on, and what that means for the user. */
import type { Text } from '../../core/experiment/knob.ts';
import type { DeviceReport } from '../../core/run/events.ts';

export function deviceText({ backend, adapter, isSoftware, fallbackReason }: DeviceReport): Text {
  if (backend === 'webgpu' && !isSoftware)
    return {
      en: `WebGPU on ${adapter}, by Kizu's own kernels.`,
      ja: `WebGPU (${adapter})。Kizu 自身のカーネルで計算します。`,
    };
  if (backend === 'webgpu') {
    return {
      en: `WebGPU in software (${adapter}): slow, though by Kizu's own kernels. Use the quarter width, small inputs and few steps.`,
      ja: `ソフトウェアの WebGPU (${adapter}) です。Kizu 自身のカーネルで計算しますが、遅いです。幅は 4 分の 1、入力は小さく、ステップは少なくしてください。`,
    };
  }
  if (backend === 'webgl') {
    return {
      en: `WebGL, since ${fallbackReason}, by plain tfjs operations: several times slower than WebGPU.`,
      ja: `WebGL (理由: ${fallbackReason})。tfjs の通常の演算で計算し、WebGPU より数倍遅いです。`,
    };
  }
  return {
    en: `The CPU, since ${fallbackReason}, by plain tfjs operations: only tiny settings will finish.`,
    ja: `CPU (理由: ${fallbackReason})。ごく小さな設定でしか終わりません。`,
  };
}

/** Said where a wish for 16-bit activations is not met; empty where it is. */
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
