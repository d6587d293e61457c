/** Which method is used, and its idea in a sentence. */
import type { DetectorName } from '../../../core/experiment/detectors.ts';
import type { Experiment, KnobName } from '../../../core/experiment/experiment.ts';
import { choosingDetector } from '../../../core/experiment/choose-detector.ts';
import { faces } from '../../../detectors/faces.ts';
import { FixedKnob } from '../../controls/FixedKnob.tsx';
import { KnobField } from '../../controls/KnobField.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { detectorText } from '../../text/detector.ts';
import { DetectorCards } from './DetectorCards.tsx';
import styles from './DetectorChooser.module.css';

/** As cards where the choice is the matter; else as a list that takes little place. A lesson may hold the choice. */
export function DetectorChooser({ isCards = false }: { readonly isCards?: boolean }) {
  const { experiment, learn } = useStages();
  const { say } = useSpeech();
  const detector = useSlice(experiment.store, (state) => state.experiment.detector);
  const { needs } = faces[detector];
  const isFixed = learn.withheld.has('detector');
  const hasCards = isCards && !isFixed;
  const Field = isFixed ? FixedKnob : KnobField;
  const choose = (_: KnobName, value: Experiment[KnobName]) => {
    experiment.apply(choosingDetector(value as DetectorName, experiment.store.getState().experiment));
  };
  return (
    <div className={hasCards ? styles.wide : styles.chooser}>
      {hasCards ? (
        <DetectorCards value={detector} onChange={choose} />
      ) : (
        <Field name="detector" value={detector} onChange={choose} />
      )}
      <ul className={styles.facts}>
        <li>{say(needs.training ? detectorText.trains : detectorText.needsNoTraining)}</li>
        <li>{say(needs.pseudoAnomalies ? detectorText.learnsFromPseudo : detectorText.learnsFromNormal)}</li>
      </ul>
    </div>
  );
}

/** Of the recorded run that the panels show: nothing to choose. */
export function RecordedDetector() {
  const { replay } = useStages();
  const config = useSlice(replay.store, ({ run }) => run?.results.config);
  return config === undefined ? null : (
    <div className={styles.chooser}>
      <FixedKnob name="detector" value={config.detector} />
    </div>
  );
}
