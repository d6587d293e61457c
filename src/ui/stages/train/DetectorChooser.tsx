/** Which method is used, and its idea in a sentence. */
import { faces } from '../../../detectors/faces.ts';
import { FixedKnob } from '../../controls/FixedKnob.tsx';
import { KnobField } from '../../controls/KnobField.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { detectorText } from '../../text/detector.ts';
import styles from './DetectorChooser.module.css';

export function DetectorChooser() {
  const { experiment, learn } = useStages();
  const { say } = useSpeech();
  const detector = useSlice(experiment.store, (state) => state.experiment.detector);
  const { needs } = faces[detector];
  const Field = learn.withheld.has('detector') ? FixedKnob : KnobField;
  return (
    <div className={styles.chooser}>
      <Field name="detector" value={detector} onChange={experiment.set} />
      <ul className={styles.facts}>
        <li>{say(needs.training ? detectorText.trains : detectorText.needsNoTraining)}</li>
        <li>{say(needs.pseudoAnomalies ? detectorText.learnsFromPseudo : detectorText.learnsFromNormal)}</li>
      </ul>
    </div>
  );
}
