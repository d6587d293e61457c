/** The composition root: real workers, the real link, the real clock. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createStages } from '../state/create-stages.ts';
import { StagesContext } from '../ui/hooks/stages.ts';
import { createDataClient, createLabClient, createStudioClient } from '../worker/client.ts';
import { App } from './App.tsx';
import './app.css';
import { browserMemory } from './browser-memory.ts';
import { version } from '../../package.json';

const stages = createStages({
  clients: { data: createDataClient(), studio: createStudioClient(), lab: createLabClient() },
  memory: browserMemory,
  languages: navigator.languages,
  hash: location.hash,
  showHash: (hash) => {
    history.replaceState(null, '', hash);
  },
  later: (work, restMs) => {
    const timer = setTimeout(work, restMs);
    return () => {
      clearTimeout(timer);
    };
  },
  today: () => Date.now(),
  app: `kizu ${version}`,
});

void stages.dataset.openSample('hex-nut');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <StagesContext value={stages}>
      <App />
    </StagesContext>
  </StrictMode>,
);
