/** A patch on its way from a normal image to a pseudo-anomaly, as a film that goes round, or step by step. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Text } from '../../../core/text.ts';
import type { CandidateDetail } from '../../../state/worker-types.ts';
import buttons from '../../controls/Buttons.module.css';
import { onEachFrame, wantsMotion } from '../../hooks/motion.ts';
import { useNames } from '../../hooks/names.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { overviewSentences, overviewText } from '../../text/overview.ts';
import overview from './Overview.module.css';
import { SaveClip } from './clip/SaveClip.tsx';
import styles from './Patch.module.css';
import {
  cameraAt,
  drawFrame,
  endOf,
  filmColours,
  filmOf,
  followWith,
  motionAt,
  motionSeconds,
  motionSteps,
  type Camera,
  type Film,
  type MotionStep,
} from '../../pictures/patch-motion.ts';

/** Candidates that the film goes through, one each round. */
const shownCandidates = 12;

/** After a knob has moved the same candidate stays for so long, so that the change is seen. */
const staysMs = 12_000;

const stepWords: Readonly<Record<MotionStep, Text>> = {
  image: overviewText.stepImage,
  cut: overviewText.stepCut,
  turn: overviewText.stepTurn,
  shift: overviewText.stepShift,
  colour: overviewText.stepColour,
  paste: overviewText.stepPaste,
  result: overviewText.stepResult,
};

function stepAfter(step: MotionStep): MotionStep {
  const at = motionSteps.findIndex(([name]) => name === step);
  return motionSteps[(at + 1) % motionSteps.length]?.[0] ?? 'image';
}

interface Player {
  readonly step: MotionStep;
  readonly isPlaying: boolean;
  readonly setPlaying: (isPlaying: boolean) => void;
  /** Goes to the end of a step, and stays there. */
  readonly goTo: (step: MotionStep) => void;
}

/** Draws the film, from a new candidate's result on: what a knob changed is seen before how it came about. */
function usePlayer(
  film: Film,
  onRound: () => void,
): readonly [React.RefObject<HTMLCanvasElement | null>, Player] {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isPlaying, setPlaying] = useState(wantsMotion);
  const [step, setStep] = useState<MotionStep>('image');
  const seconds = useRef(wantsMotion() ? 0 : endOf('paste'));
  const camera = useRef<Camera>({ left: 0, top: 0, size: film.side });
  const isFirst = useRef(true);
  const round = useRef(onRound);
  useEffect(() => {
    round.current = onRound;
  });

  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else if (isPlaying) seconds.current = endOf('paste');
    // `isPlaying` is read, not followed
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [film]);

  useEffect(() => {
    return onEachFrame((passed) => {
      if (isPlaying) {
        seconds.current += passed;
        if (seconds.current >= motionSeconds) {
          seconds.current -= motionSeconds;
          round.current();
        }
      }
      const context = canvas.current?.getContext('2d');
      if (canvas.current === null || !context) return;
      const at = motionAt(seconds.current);
      setStep(at.step);
      followWith(camera.current, cameraAt(film, at.step, at.share), wantsMotion());
      drawFrame(context, film, { ...at, camera: camera.current, colours: filmColours });
    });
  }, [film, isPlaying]);

  const goTo = (wanted: MotionStep) => {
    setPlaying(false);
    seconds.current = endOf(wanted);
  };
  return [canvas, { step, isPlaying, setPlaying, goTo }];
}

/** When a knob moved last. */
function useLastMove(): React.RefObject<number> {
  const { experiment } = useStages();
  const settings = useSlice(experiment.store, (state) => state.experiment);
  const moved = useRef(-staysMs);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else moved.current = performance.now();
  }, [settings]);
  return moved;
}

function useFacts({ trail }: CandidateDetail): (step: MotionStep) => string {
  const { say } = useSpeech();
  const [patch] = trail.patches;
  return (step) => {
    if (patch !== undefined && step === 'turn') {
      const degrees = `${((patch.rotation * 180) / Math.PI).toFixed(0)}°`;
      return say(overviewSentences.turned)(degrees);
    }
    if (patch !== undefined && step === 'shift')
      return say(overviewSentences.shifted)(Math.hypot(patch.shiftX, patch.shiftY).toFixed(0));
    return say(stepWords[step]);
  };
}

function Steps({
  player,
  factOf,
}: {
  readonly player: Player;
  readonly factOf: (step: MotionStep) => string;
}) {
  return (
    <ol className={styles.steps}>
      {motionSteps.map(([name]) => (
        <li key={name}>
          <button
            type="button"
            tabIndex={-1}
            className={styles.step}
            aria-current={player.step === name ? 'step' : undefined}
            onClick={() => {
              player.goTo(name);
            }}
          >
            {factOf(name)}
          </button>
        </li>
      ))}
    </ol>
  );
}

export function PatchFigure({ detail }: { readonly detail: CandidateDetail }) {
  const { studio, learn } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const film = useMemo(() => filmOf(detail), [detail]);
  const moved = useLastMove();
  const next = () => {
    studio.choose((studio.store.getState().chosen + 1) % shownCandidates);
  };
  const [canvas, player] = usePlayer(film, () => {
    const isLearning = learn.store.getState().isOpen; // a lesson may ask for a candidate
    if (!isLearning && performance.now() - moved.current > staysMs) next();
  });
  const factOf = useFacts(detail);
  return (
    <div className={styles.film}>
      <canvas
        ref={canvas}
        width={560}
        height={560}
        className={styles.filmCanvas}
        role="img"
        aria-label={say(overviewSentences.motion)(
          names.dataset,
          motionSteps
            .slice(1, 6)
            .map(([name]) => factOf(name))
            .join(', '),
        )}
      />
      <Steps player={player} factOf={factOf} />
      {film.patches.length === 0 && <p className={overview.small}>{say(overviewText.noPatch)}</p>}
      <div className={buttons.smallRow}>
        <button
          type="button"
          className={buttons.button}
          onClick={() => {
            player.setPlaying(!player.isPlaying);
          }}
        >
          {say(player.isPlaying ? overviewText.pauseMotion : overviewText.playMotion)}
        </button>
        <button
          type="button"
          className={buttons.button}
          onClick={() => {
            player.goTo(stepAfter(player.step));
          }}
        >
          {say(overviewText.nextStep)}
        </button>
        <button type="button" className={buttons.button} onClick={next}>
          {say(overviewText.another)}
        </button>
        <SaveClip film={film} factOf={factOf} />
      </div>
    </div>
  );
}
