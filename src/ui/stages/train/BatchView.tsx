/** The batch of the current step: what the network is fed, drawn only while open. */
import { useEffect, useState } from 'react';
import type { ShownBatch } from '../../../core/run/events.ts';
import { faces } from '../../../detectors/faces.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { ReadyPicture } from '../../pictures/ReadyPicture.tsx';
import { trainSentences } from '../../text/train-sentences.ts';
import { trainText } from '../../text/train.ts';
import styles from './BatchView.module.css';

function BatchTable({ batch }: { readonly batch: ShownBatch }) {
  const { say } = useSpeech();
  const shown = batch.rows[0]?.length ?? 0;
  const { batchRows = [] } = faces[batch.detector];
  return (
    <>
      <p className={notes.note}>{say(trainSentences.batchLine)(batch.step, shown, batch.images)}</p>
      <div className={styles.rows}>
        {batchRows.map(({ kind, label }, row) => (
          <div key={row} className={styles.row} data-kind={kind}>
            <span className={styles.name}>{say(label)}</span>
            <div className={styles.pictures}>
              {batch.rows[row]?.map((picture, i) => (
                <span key={i} className={styles.picture}>
                  <ReadyPicture picture={picture} />
                </span>
              ))}
            </div>
          </div>
        ))}
      </div>
    </>
  );
}

/** Follows the looks of a run: often enough to see it change, seldom enough to cost nothing. */
function LiveBatch() {
  const { training } = useStages();
  const batch = useSlice(training.store, (state) => state.batch);
  const looked = useSlice(training.store, (state) => state.watched.at(-1)?.step ?? 0);
  const total = useSlice(training.store, (state) => state.total);
  const { showBatch } = training;
  useEffect(() => {
    showBatch(Math.max(1, Math.min(total, looked + 1)));
  }, [showBatch, looked, total]);
  return batch === undefined ? null : <BatchTable batch={batch} />;
}

export function BatchView() {
  const { training } = useStages();
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const hasSteps = useSlice(training.store, (state) => state.steps.length > 0);
  if (!hasSteps) return null;
  return (
    <details
      className={styles.details}
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{say(trainText.batchTitle)}</summary>
      {isOpen && <LiveBatch />}
    </details>
  );
}
