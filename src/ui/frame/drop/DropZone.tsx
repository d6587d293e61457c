/** The whole window takes files; what will happen is said while they hover. */
import { useEffect, useState } from 'react';
import type { Stages } from '../../../state/stages.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { stageText } from '../../text/stages.ts';
import styles from './Drop.module.css';
import { filesOf, readEntries, takeEntries, type Dropped } from './read-entries.ts';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** While Inspect is open, images that come are judged, and are no dataset. */
function isInspecting({ preferences }: Stages): boolean {
  return preferences.store.getState().stage === 'inspect';
}

/** Takes files to the stage that they belong to. */
async function deliver({ files, unread }: Dropped, stages: Stages): Promise<void> {
  const { routeFiles } = await import('./route.ts');
  const routed = await routeFiles(files);
  const target = routed === 'data' && isInspecting(stages) ? 'inspect' : routed;
  stages.preferences.openStage(target);
  const [file] = files;
  if (target === 'runs') await stages.transfer.importFiles(files);
  else if (target === 'train' && file !== undefined) await stages.weights.open(file.blob, file.path);
  else if (target === 'inspect') await stages.inspect.judge(files, unread);
  else await stages.dataset.importFiles(files, unread);
}

export function DropZone() {
  const stages = useStages();
  const { dataset, training, preferences } = stages;
  const { say } = useSpeech();
  const [isOver, setIsOver] = useState(false);
  const stage = useSlice(preferences.store, (state) => state.stage);
  const isTraining = useSlice(training.store, ({ status }) => status === 'running' || status === 'paused');

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      if (event.dataTransfer === null || !carriesFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      void readEntries(takeEntries(event.dataTransfer)).then((dropped) => deliver(dropped, stages));
    };
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData === null ? [] : filesOf(event.clipboardData.files);
      if (files.length === 0) return; // text goes where it is meant to
      event.preventDefault();
      if (isInspecting(stages)) void stages.inspect.judge(files);
      else {
        preferences.openStage('data');
        void dataset.importFiles(files);
      }
    };
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name as 'drop', listener);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('paste', paste);
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name as 'drop', listener);
    };
  }, [dataset, preferences, stages]);

  if (!isOver) return null;
  return (
    <div className={styles.overlay}>
      <p>{say(stage === 'inspect' ? stageText.dropToInspect : stageText.dropNow)}</p>
      {isTraining && stage !== 'inspect' && <p className={styles.note}>{say(stageText.dropWhileTraining)}</p>}
    </div>
  );
}
