/** The page's side of the workers. Each is started by its first call; the lab, which holds the engine, the latest. */
import { createDataClient, type DataClient } from './client-data.ts';
import { createLabClient, type LabClient } from './client-lab.ts';
import { createStudioClient, type StudioClient } from './client-studio.ts';

export interface Clients {
  readonly data: DataClient;
  readonly studio: StudioClient;
  readonly lab: LabClient;
}

/** Threads of their own for work in the background; started when it begins. */
export interface BackgroundClients {
  readonly data: DataClient;
  readonly lab: LabClient;
}

export function createBackgroundClients(): BackgroundClients {
  const data = createDataClient();
  const spawn = () =>
    new Worker(new URL('../lab/lab.worker.ts', import.meta.url), { type: 'module', name: 'background' });
  return { data, lab: createLabClient((wanted) => data.lookAtStored(wanted), spawn) };
}

export function createClients(): Clients {
  const data = createDataClient();
  return { data, studio: createStudioClient(), lab: createLabClient((wanted) => data.lookAtStored(wanted)) };
}
