/** Where the probe pictures lie on the plane of their projections, at any probe of the run. */
import { useState } from 'react';
import type { WatchedEvent } from '../../../core/run/events.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages, type Speech } from '../../hooks/stages.ts';
import { PicturePlane } from '../../pictures/PicturePlane.tsx';
import { trainSentences } from '../../text/train-sentences.ts';
import { stageText } from '../../text/stages.ts';
import { trainText } from '../../text/train.ts';
import layout from '../Layout.module.css';
import styles from './Projections.module.css';

interface LookProps {
  readonly watched: readonly WatchedEvent[];
  readonly chosen: number | undefined;
  readonly onChoose: (index: number | undefined) => void;
}

/** At its right end it follows the run. */
function LookSlider({ watched, chosen, onChoose }: LookProps) {
  const { say } = useSpeech();
  const last = watched.length - 1;
  const at = Math.min(chosen ?? last, last);
  const step = watched[at]?.step ?? 0;
  return (
    <label className={styles.look}>
      {say(trainText.lookAt)} <output className={styles.step}>{step}</output>
      <input
        type="range"
        min={0}
        max={last}
        value={at}
        aria-valuetext={`${say(stageText.step)} ${step}`}
        onChange={(event) => {
          const wanted = event.target.valueAsNumber;
          onChoose(wanted === last ? undefined : wanted);
        }}
      />
    </label>
  );
}

function summaryOf(look: WatchedEvent, say: Speech['say']): string {
  const share = (value: number) => `${(100 * value).toFixed(0)} %`;
  const shares = `${share(look.shares[0])} + ${share(look.shares[1])}`;
  return say(trainSentences.projectionSummary)(look.points.length / 2, look.step, shares);
}

export function Projections() {
  const { training } = useStages();
  const { say } = useSpeech();
  const watching = useSlice(training.store, (state) => state.watching);
  const watched = useSlice(training.store, (state) => state.watched);
  const [chosen, setChosen] = useState<number>();
  const look = watched[Math.min(chosen ?? watched.length, watched.length - 1)];
  if (watching === undefined || look === undefined) return null;
  return (
    <section aria-labelledby="projections" className={layout.section}>
      <h2 id="projections">{say(trainText.projections)}</h2>
      <p className={notes.note}>{say(trainText.projectionsHint)}</p>
      <PicturePlane
        pictures={watching.pictures}
        points={look.points}
        legend={[
          ['trained', trainText.kindTrained],
          ['held-out', watching.heldOut === 0 ? trainText.kindFresh : trainText.kindHeldOut],
          ['pseudo', trainText.kindPseudo],
        ]}
        summary={summaryOf(look, say)}
      />
      {watched.length > 1 && <LookSlider watched={watched} chosen={chosen} onChoose={setChosen} />}
    </section>
  );
}
