/** One candidate looked at closely, and every generator's way with its image. */
import type { StoreApi } from 'zustand/vanilla';
import type { StudioClient } from '../../worker/bridge/client-studio.ts';
import type { DetailRequest } from '../../worker/bridge/contract-studio.ts';
import { createLatest } from './latest.ts';
import type { ExperimentStage } from '../experiment/experiment-stage.ts';
import type { StudioStage, StudioState } from './studio-stage.ts';

interface CloseLookOptions {
  readonly studio: StudioClient;
  readonly store: StoreApi<StudioState>;
  readonly experiment: ExperimentStage;
  /** Runs work once the images are loaded, and tells what went wrong. */
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
}

export interface CloseLook extends Pick<StudioStage, 'choose' | 'cutAt' | 'compare'> {
  readonly drawDetail: () => void;
  /** Does nothing while nobody compares. */
  readonly drawRivals: () => void;
}

export function createCloseLook({ studio, store, experiment, attempt }: CloseLookOptions): CloseLook {
  let isComparing = false;

  function request(): DetailRequest {
    const { chosen, source } = store.getState();
    return { experiment: experiment.store.getState().experiment, draw: chosen, source };
  }

  const drawDetail = createLatest(() =>
    attempt(async () => {
      store.setState({ detail: await studio.makeDetail(request()) });
    }),
  );
  const compareAll = createLatest(() =>
    attempt(async () => {
      store.setState({ rivals: await studio.compareGenerators(request()) });
    }),
  );
  const drawRivals = () => {
    if (isComparing) compareAll();
  };
  return {
    drawDetail,
    drawRivals,
    choose: (chosen) => {
      store.setState({ chosen, source: undefined });
      drawDetail();
      drawRivals();
    },
    cutAt: (source) => {
      store.setState({ source });
      drawDetail();
    },
    compare: (isWanted) => {
      isComparing = isWanted;
      drawRivals();
    },
  };
}
