/** The detectors as cards of which one is chosen: a picture, a name, whether it trains; the idea of the chosen one below. */
import { lazy, Suspense, useId } from 'react';
import { detectorOption, detectorOptions, type DetectorName } from '../../../core/experiment/detectors.ts';
import { faces } from '../../../detectors/faces.ts';
import { KnobHead } from '../../controls/KnobHelp.tsx';
import { useSpeech } from '../../hooks/stages.ts';
import { detectorText } from '../../text/detector.ts';
import styles from './DetectorCards.module.css';

const DetectorPicture = lazy(() => import('./detector-pictures/DetectorPicture.tsx'));

interface DetectorCardsProps {
  readonly value: DetectorName;
  readonly onChange: (name: 'detector', value: DetectorName) => void;
}

interface CardProps extends DetectorCardsProps {
  readonly group: string;
  readonly detector: DetectorName;
}

/** The idea is a tip of every card, so that one need not be chosen to be read. */
function Card({ group, detector, value, onChange }: CardProps) {
  const { say } = useSpeech();
  const id = useId();
  const { label, meaning } = detectorOption(detector);
  const { training } = faces[detector].needs;
  return (
    <label className={styles.card} title={say(meaning)}>
      <input
        type="radio"
        name={group}
        value={detector}
        aria-labelledby={`${id}-name`}
        aria-describedby={detector === value ? `${id}-kind ${group}-idea` : `${id}-kind`}
        checked={detector === value}
        onChange={() => {
          onChange('detector', detector);
        }}
      />
      <span className={styles.picture}>
        <Suspense>
          <DetectorPicture detector={detector} />
        </Suspense>
      </span>
      <span className={styles.words}>
        <strong id={`${id}-name`}>{say(label)}</strong>
        <small id={`${id}-kind`}>{say(training ? detectorText.trains : detectorText.needsNoTraining)}</small>
      </span>
    </label>
  );
}

export function DetectorCards({ value, onChange }: DetectorCardsProps) {
  const { say } = useSpeech();
  const id = useId();
  return (
    <div className={styles.field} data-knob="detector">
      <KnobHead name="detector" labelId={id} />
      <div className={styles.cards} role="radiogroup" aria-labelledby={id}>
        {detectorOptions.map((option) => (
          <Card
            key={option.value}
            group={`${id}-one`}
            detector={option.value}
            value={value}
            onChange={onChange}
          />
        ))}
      </div>
      <p id={`${id}-one-idea`} className={styles.idea}>
        {say(detectorOption(value).meaning)}
      </p>
    </div>
  );
}
