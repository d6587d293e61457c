/** The dataset doctor: it looks through each dataset that comes into use, away from the page's thread. */
import type { StoreApi } from 'zustand/vanilla';
import { toCases } from '../core/dataset/doctor/finding.ts';
import type { DataClient } from '../worker/client.ts';
import type { DatasetState } from './stages.ts';

/** Findings are of the dataset in use, or undefined; a doctor that fails leaves it unexamined. */
export function followFindings(store: StoreApi<DatasetState>, data: DataClient): void {
  store.subscribe(({ dataset }, before) => {
    if (dataset === before.dataset) return;
    store.setState({ findings: undefined });
    if (dataset === undefined) return;
    const take = (findings: DatasetState['findings']) => {
      if (store.getState().dataset === dataset) store.setState({ findings });
    };
    data.examine(toCases(dataset.items)).then(take, () => undefined);
  });
}
