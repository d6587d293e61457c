/** The weights file that training starts from, and the trained model as a file. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../../core/message-of.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import type { ModelFormat, WeightsRefusal, WeightsReport } from '../../core/run/weights.ts';

const initial: WeightsState = { status: 'none', report: undefined, refusal: undefined, isOnnxRefused: false };

export interface WeightsOptions {
  readonly lab: LabClient;
  readonly experiment: ExperimentStage;
}

/** Weights of ImageNet come in full width only: where nothing fits the current width, full is tried. */
export function createWeightsStage({ lab, experiment }: WeightsOptions): WeightsStage {
  const store = createStore<WeightsState>(() => initial);

  async function read(file: Blob, name: string): Promise<void> {
    const { width } = experiment.store.getState().experiment;
    const outcome = await lab.readWeights(file, name, width);
    const isOther = !outcome.ok && outcome.problem.kind === 'nothing-fits' && width !== 'full';
    const settled = isOther ? await lab.readWeights(file, name, 'full') : outcome;
    if (!settled.ok) {
      store.setState({ ...initial, status: 'failed', refusal: settled.problem });
      return;
    }
    if (isOther) experiment.set('width', 'full');
    experiment.set('start', 'file');
    store.setState({ status: 'ready', report: settled.value, refusal: undefined });
  }

  return {
    store,
    async open(file, name) {
      store.setState({ ...initial, status: 'reading' });
      try {
        await read(file, name);
      } catch (error) {
        const refusal = { kind: 'malformed', where: name, came: messageOf(error), wanted: '' } as const;
        store.setState({ ...initial, status: 'failed', refusal });
      }
    },
    async exportModel(format) {
      store.setState({ isOnnxRefused: false });
      try {
        return await lab.exportModel(format);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        store.setState({ isOnnxRefused: true });
        return undefined;
      }
    },
  };
}

/** Errors keep their names between threads: the network has an operation that the graph is not written with. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'OperationRefusedError';
}

export interface WeightsState {
  readonly status: 'none' | 'reading' | 'ready' | 'failed';
  readonly report: WeightsReport | undefined;
  readonly refusal: WeightsRefusal | undefined;
  /** The trained network was asked for as ONNX, and cannot be written so. */
  readonly isOnnxRefused: boolean;
}

export interface WeightsStage {
  readonly store: StoreApi<WeightsState>;
  /** Reads a file; where it fits, training starts from it. */
  readonly open: (file: Blob, name: string) => Promise<void>;
  /** The trained network as a file; `undefined` if there is none, or where it cannot be written in that format. */
  readonly exportModel: (format: ModelFormat) => Promise<Uint8Array<ArrayBuffer> | undefined>;
}
