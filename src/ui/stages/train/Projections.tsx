/** Where the probe pictures lie on the plane of their projections, at any probe of the run. */
import { useState } from 'react';
import type { WatchedEvent } from '../../../core/run/events.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages, type Speech } from '../../hooks/stages.ts';
import { PicturePlane } from '../../pictures/PicturePlane.tsx';
import { trainSentences } from '../../text/train-sentences.ts';
import { trainText } from '../../text/train.ts';
import layout from '../Layout.module.css';
import { LookSlider } from './LookSlider.tsx';

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
