/** Weights that training starts from, and the trained network as a file. */
import type { StoreApi } from 'zustand/vanilla';
import type { ModelFormat, WeightsRefusal, WeightsReport } from '../../core/run/weights.ts';

export interface WeightsState {
  readonly status: 'none' | 'reading' | 'ready' | 'failed';
  readonly report: WeightsReport | undefined;
  readonly refusal: WeightsRefusal | undefined;
}

export interface WeightsStage {
  readonly store: StoreApi<WeightsState>;
  /** Reads a file; where it fits, training starts from it. */
  readonly open: (file: Blob, name: string) => Promise<void>;
  /** The trained network as a file; undefined where there is none. */
  readonly exportModel: (format: ModelFormat) => Promise<Uint8Array<ArrayBuffer> | undefined>;
}
