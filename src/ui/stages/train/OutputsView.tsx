/** Pictures that the network makes of the same few images, at any probe of the run. */
import { useState } from 'react';
import type { OutputRow, WatchedEvent } from '../../../core/run/events.ts';
import type { OutputRowSpec } from '../../../detectors/detector-face.ts';
import { faceOf } from '../../../detectors/faces.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { ReadyPicture } from '../../pictures/ReadyPicture.tsx';
import { outputsText, pictureName } from '../../text/outputs.ts';
import layout from '../Layout.module.css';
import styles from './BatchView.module.css';
import { LookSlider } from './LookSlider.tsx';

function Row({ row, spec }: { readonly row: OutputRow; readonly spec: OutputRowSpec | undefined }) {
  const { say } = useSpeech();
  const label = spec === undefined ? row.name : say(spec.label);
  const { isOfImages = true } = spec ?? {};
  const half = row.pictures.length / 2;
  return (
    <div className={styles.row}>
      <span className={styles.name}>{label}</span>
      <div className={styles.pictures}>
        {row.pictures.map((picture, i) => {
          const kind = i < half ? 'held-out' : 'pseudo';
          const alt = isOfImages ? pictureName(kind, i % half) : pictureName('sample', i);
          return (
            <span key={i} className={styles.picture} role="img" aria-label={`${label}, ${say(alt)}`}>
              <ReadyPicture picture={picture} />
            </span>
          );
        })}
      </div>
    </div>
  );
}

export default function OutputsView({ watched }: { readonly watched: readonly WatchedEvent[] }) {
  const { training } = useStages();
  const { say } = useSpeech();
  const detector = useSlice(training.store, (state) => state.experiment?.detector);
  const [chosen, setChosen] = useState<number>();
  const look = watched[Math.min(chosen ?? watched.length, watched.length - 1)];
  const specs = detector === undefined ? [] : (faceOf(detector)?.outputRows ?? []);
  if (look?.outputs === undefined) return null;
  return (
    <section aria-labelledby="outputs" className={layout.section}>
      <h2 id="outputs">{say(outputsText.title)}</h2>
      <p className={notes.note}>{say(outputsText.hint)}</p>
      <div className={styles.rows}>
        {look.outputs.map((row) => (
          <Row key={row.name} row={row} spec={specs.find(({ name }) => name === row.name)} />
        ))}
      </div>
      {watched.length > 1 && <LookSlider watched={watched} chosen={chosen} onChoose={setChosen} />}
    </section>
  );
}
