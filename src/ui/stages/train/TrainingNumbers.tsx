/** Step, loss, speed and time, in figures that do not wobble, and what the AUROC among them is worth. */
import { faces } from '../../../detectors/faces.ts';
import { timeLeftMs, viewsPerSecond } from '../../../state/training/training-selectors.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { HeldOutMeaning, useHeldOut } from './HeldOutMeaning.tsx';
import { stageText } from '../../text/stages.ts';
import { trainText } from '../../text/train.ts';
import { duration } from '../../text/units.ts';
import styles from '../Results.module.css';

export function TrainingNumbers() {
  const { training } = useStages();
  const { say, language } = useSpeech();
  const steps = useSlice(training.store, (state) => state.steps);
  const experiment = useSlice(training.store, (state) => state.experiment);
  const heldOut = useHeldOut();
  const total = useSlice(training.store, (state) => state.total);
  const last = steps.at(-1);
  if (last === undefined) return null;
  const floor = experiment && faces[experiment.detector].lossFloor?.(experiment);
  const speed = viewsPerSecond(steps);
  const areas = [
    { name: trainText.heldOutNumber, area: heldOut?.area },
    { name: trainText.untrainedNumber, area: heldOut?.untrained },
    { name: trainText.pixelNumber, area: heldOut?.pixels },
  ];
  const numbers = [
    { name: say(stageText.step), value: `${last.step} / ${total}` },
    { name: say(stageText.loss), value: last.loss.toFixed(4) },
    ...(floor === undefined ? [] : [{ name: say(trainText.floor), value: floor.toFixed(4) }]),
    ...areas.flatMap(({ name, area }) =>
      area === undefined ? [] : [{ name: say(name), value: area.toFixed(3) }],
    ),
    { name: say(stageText.speed), value: speed.toFixed(speed < 10 ? 1 : 0) },
    { name: say(stageText.elapsed), value: duration(last.elapsedMs, language) },
    { name: say(stageText.timeLeft), value: duration(timeLeftMs(steps, total), language) },
  ];
  return (
    <>
      <dl className={styles.numbers}>
        {numbers.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <HeldOutMeaning />
    </>
  );
}
