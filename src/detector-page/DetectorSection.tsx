/** Which detector is open, what it promises, and what its self-check found. */
import { detectorOption } from '../core/experiment/detectors.ts';
import { selfCheckTolerance } from '../core/inspect/passport.ts';
import notes from '../ui/controls/Notes.module.css';
import layout from '../ui/stages/Layout.module.css';
import { shownScore } from '../ui/stages/inspect/shown-score.ts';
import { inspectSentences, inspectText } from '../ui/text/inspect.ts';
import { promiseOf } from '../ui/text/promise.ts';
import { FileButton } from './FileButton.tsx';
import type { SessionDetector } from './session.ts';
import styles from './Page.module.css';
import { useSessionSlice, useWords } from './speech.ts';
import { words } from './words.ts';

function SelfCheck({ error }: Pick<SessionDetector, 'error'>) {
  const { say } = useWords();
  const isFailed = !(error <= selfCheckTolerance);
  const sentence = isFailed ? inspectSentences.selfCheckFailed : inspectSentences.selfCheck;
  return (
    <p role={isFailed ? 'alert' : undefined} className={isFailed ? notes.problem : notes.note}>
      {say(sentence)(`${Number((100 * error).toPrecision(2))} %`)}
    </p>
  );
}

function OpenDetector({ detector }: { readonly detector: SessionDetector }) {
  const { say } = useWords();
  const { name, limits, passport, error } = detector;
  const { experiment, dataset, calibration, falseAlarmRate } = passport;
  const label = say(detectorOption(experiment.detector).label);
  return (
    <>
      <p>
        {name}: {say(inspectSentences.detector)(label, dataset.name)}
      </p>
      <SelfCheck error={error} />
      <p>
        <strong>{say(promiseOf(limits, falseAlarmRate, calibration.basis))}</strong>
      </p>
      <p className={notes.note}>
        {say(inspectSentences.basis(calibration.basis, limits.images, calibration.fitted))}{' '}
        {say(inspectSentences.limitValues)(shownScore(limits.look), shownScore(limits.bad))}{' '}
        {say(inspectText.badNote)}
      </p>
    </>
  );
}

export function DetectorSection() {
  const { say } = useWords();
  const detector = useSessionSlice((state) => state.detector);
  const isOpening = useSessionSlice(({ status }) => status === 'opening');
  const isOpen = detector !== undefined;
  return (
    <section className={layout.section} aria-labelledby="detector">
      <h2 id="detector">{say(words.title)}</h2>
      {isOpen ? <OpenDetector detector={detector} /> : <p className={styles.first}>{say(words.first)}</p>}
      {isOpening && <p role="status">{say(words.opening)}</p>}
      <FileButton
        label={say(isOpen ? words.otherDetector : words.chooseDetector)}
        accepted=".onnx"
        isMain={!isOpen}
        takes="one"
      />
    </section>
  );
}
