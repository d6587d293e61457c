/** The page that a detector is taken away with: built as one file, `detector.html`, and opened from a disk. */
import { transfer, wrap } from 'comlink';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../app/app.css';
import type { JudgeApi } from './contract.ts';
import JudgeWorker from './judge.worker.ts?worker&inline';
import { Page } from './Page.tsx';
import { createSession } from './session.ts';
import { SessionContext } from './speech.ts';

const session = createSession(wrap<JudgeApi>(new JudgeWorker()), {
  language: navigator.language.startsWith('ja') ? 'ja' : 'en',
  transferFrame: (frame) => transfer(frame, [frame]),
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <SessionContext value={session}>
      <Page />
    </SessionContext>
  </StrictMode>,
);
