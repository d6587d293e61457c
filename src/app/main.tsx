/** The composition root: real workers, the real browser, the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { version } from '../../package.json';
import { browserSurroundings, sampleToOpen } from '../state/browser.ts';
import { createStages } from '../state/create-stages.ts';
import { StagesContext } from '../ui/hooks/stages.ts';
import { createBackgroundClients, createClients } from '../worker/bridge/client.ts';
import { createOfflineClient } from '../worker/bridge/client-offline.ts';
import { App } from './App.tsx';
import { openBenchmarkArchive } from './benchmark-archive.ts';
import { openRunArchive } from './run-archive.ts';
import { fetchShipped } from './shipped-run.ts';
import './app.css';

const stages = createStages({
  ...browserSurroundings(),
  clients: createClients(),
  background: createBackgroundClients,
  offlineClient: import.meta.env.PROD ? createOfflineClient('./service-worker.js') : undefined,
  archive: openRunArchive(),
  benchmarkArchive: openBenchmarkArchive(),
  fetchShipped,
  app: `kizu ${version}`,
});

void stages.dataset.openFirst(sampleToOpen());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <StagesContext value={stages}>
      <App />
    </StagesContext>
  </StrictMode>,
);
