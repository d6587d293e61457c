/** Said of what is made in Tune; it comes with the faces of the detectors, which are not on the first load. */
import { faces } from '../../../detectors/faces.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { detectorText } from '../../text/detector.ts';
import notes from '../../controls/Notes.module.css';

/** Shown if the chosen detector does not learn from what is made here, or not with this generator. */
export function UnusedNote() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const unused = useSlice(experiment.store, ({ experiment: { detector, generator } }) => {
    const { needs } = faces[detector];
    if (!needs.pseudoAnomalies) return 'unusedInTune';
    return (needs.generator ?? generator) === generator ? undefined : 'ownInTune';
  });
  return unused === undefined ? null : <p className={notes.note}>{say(detectorText[unused])}</p>;
}
