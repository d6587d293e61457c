/** Whether the app opens without a network, and a newer build that waits. It never takes over during long work. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OfflineClient, OfflineNews } from '../../worker/bridge/client-offline.ts';

export interface OfflineState {
  /** `unknown` until the service worker has reported, and for ever if there is none. */
  readonly status: 'unknown' | OfflineNews;
}

export interface OfflineStage {
  readonly store: StoreApi<OfflineState>;
  /** Opens the newer build; does nothing while work is under way that this would end. */
  readonly update: () => void;
}

export interface OfflineOptions {
  /** `undefined` if there is no service worker, as in development. */
  readonly client: OfflineClient | undefined;
  readonly isBusy: () => boolean;
}

export function createOfflineStage({ client, isBusy }: OfflineOptions): OfflineStage {
  const store = createStore<OfflineState>(() => ({ status: 'unknown' }));
  client?.follow((status) => {
    store.setState({ status });
  });
  return {
    store,
    update() {
      if (store.getState().status === 'update' && !isBusy()) client?.update();
    },
  };
}
