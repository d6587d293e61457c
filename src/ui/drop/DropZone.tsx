/** The whole window takes files; what will happen is said while they hover. */
import { useEffect, useState } from 'react';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from './Drop.module.css';
import { filesOf, readEntries, takeEntries } from './read-entries.ts';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** Files of weights, which are no images. */
const modelName = /\.(safetensors|pth|pt|onnx)$/i;

export function DropZone() {
  const { dataset, training, preferences, weights } = useStages();
  const { t } = useSpeech();
  const [isOver, setIsOver] = useState(false);
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
      void readEntries(takeEntries(event.dataTransfer)).then((files) => {
        const [file, ...others] = files;
        const isModel = file !== undefined && others.length === 0 && modelName.test(file.path);
        preferences.openStage(isModel ? 'train' : 'data');
        return isModel ? weights.open(file.blob, file.path) : dataset.importFiles(files);
      });
    };
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData === null ? [] : filesOf(event.clipboardData.files);
      if (files.length === 0) return; // text goes where it is meant to
      event.preventDefault();
      preferences.openStage('data');
      void dataset.importFiles(files);
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
  }, [dataset, preferences, weights]);

  if (!isOver) return null;
  return (
    <div className={styles.overlay}>
      <p>{t('dropNow')}</p>
      {isTraining && <p className={styles.note}>{t('dropWhileTraining')}</p>}
    </div>
  );
}
