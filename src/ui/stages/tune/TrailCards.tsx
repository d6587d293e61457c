/** How one candidate was made, step by step, and why it is kept or not; played slowly if wanted, with the patch in motion. */
import type { Step, StepName, Trail } from '../../../core/pseudo-anomaly/candidate.ts';
import { grayImage, type Mask } from '../../../core/image/image.ts';
import type { Text } from '../../../core/text.ts';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import type { CandidateDetail } from '../../../state/worker-types.ts';
import buttons from '../../controls/Buttons.module.css';
import { goToKnob } from '../../hooks/go-to-knob.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { wantsMotion } from '../../hooks/motion.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { gallerySentences, galleryText } from '../../text/gallery.ts';
import { sentences } from '../../text/sentences.ts';
import { tuneText } from '../../text/tune.ts';
import { MovingPatch, movingMs } from './MovingPatch.tsx';
import { useSlowMotion, type SlowMotion } from './slow-motion.ts';
import styles from './Trail.module.css';

const stepWords: Readonly<Record<StepName, Text>> = {
  cut: tuneText.stepCut,
  turn: tuneText.stepTurn,
  colour: tuneText.stepColour,
  paste: tuneText.stepPaste,
  noise: tuneText.stepNoise,
  texture: tuneText.stepTexture,
  mix: tuneText.stepMix,
  blend: tuneText.stepBlend,
  label: tuneText.stepLabel,
};

/** The numbers of a step, where it has any. */
function useStepFacts(): (step: Step, trail: Trail) => string {
  const { say } = useSpeech();
  return ({ name }, { patches: [patch], residual }) => {
    if (name === 'blend' && residual !== undefined) return say(sentences.residual)(residual.toExponential(0));
    if (patch === undefined) return '';
    const { source, rotation, shiftX, shiftY, colour } = patch;
    if (name === 'cut') return say(sentences.boxSize)(source.width, source.height);
    if (name === 'turn') {
      const degrees = `${((rotation * 180) / Math.PI).toFixed(1)}°`;
      return say(sentences.turned)(degrees, Math.hypot(shiftX, shiftY).toFixed(1));
    }
    if (name !== 'colour') return '';
    const hue = `${(360 * colour.hue).toFixed(0)}°`;
    const [brightness, contrast, saturation] = [colour.brightness, colour.contrast, colour.saturation];
    return say(sentences.recoloured)(brightness.toFixed(2), contrast.toFixed(2), saturation.toFixed(2), hue);
  };
}

type Counted = 'countsShape' | 'countsGray' | 'countsColour';

/** What SSIM looks at. Only a candidate that is recoloured in a step of its own has an image from before that. */
function countedIn({ steps }: CandidateDetail, { gateImage, gateColour }: Experiment): Counted {
  if (gateImage === 'geometry' && steps.some(({ name }) => name === 'colour')) return 'countsShape';
  return gateColour === 'gray' ? 'countsGray' : 'countsColour';
}

function useVerdictSentence(): (detail: CandidateDetail, shown: Experiment) => string {
  const { say } = useSpeech();
  return (detail, shown) => {
    const { verdict, trail } = detail;
    if (trail.touched.width === 0) return say(tuneText.unchanged);
    const [ssim, threshold] = [verdict.ssim.toFixed(4), String(verdict.threshold)];
    if (!shown.gateEnabled) return say(sentences.kept)(ssim);
    const isShape = countedIn(detail, shown) === 'countsShape';
    if (verdict.isAccepted)
      return say(isShape ? gallerySentences.shapeAccepted : sentences.accepted)(ssim, threshold);
    return say(isShape ? gallerySentences.shapeRejected : sentences.rejected)(ssim, threshold);
  };
}

/** What the verdict counts, with the way to the setting that says so. */
function Counted({ detail, shown }: { readonly detail: CandidateDetail; readonly shown: Experiment }) {
  const stages = useStages();
  const { say } = useSpeech();
  const counted = countedIn(detail, shown);
  return (
    <p className={styles.counted}>
      {say(galleryText[counted])}{' '}
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          goToKnob(stages, counted === 'countsShape' ? 'gateImage' : 'gateColour');
        }}
      >
        {say(galleryText.changeThat)}
      </button>
    </p>
  );
}

function VerdictLine({ detail }: { readonly detail: CandidateDetail }) {
  const { studio, experiment } = useStages();
  const verdictOf = useVerdictSentence();
  const current = useSlice(experiment.store, (state) => state.experiment);
  const shown = useSlice(studio.store, (state) => state.shown) ?? current;
  const { verdict, trail } = detail;
  const isGated = shown.gateEnabled;
  return (
    <div
      className={styles.verdict}
      data-verdict={isGated ? (verdict.isAccepted ? 'accepted' : 'rejected') : undefined}
    >
      <p>
        {isGated && <span aria-hidden="true">{verdict.isAccepted ? '✓' : '✕'}</span>}{' '}
        {verdictOf(detail, shown)}
      </p>
      {isGated && trail.touched.width > 0 && <Counted detail={detail} shown={shown} />}
    </div>
  );
}

/** A label is shown for itself, everything else with the outline of its patch. */
function StepPicture({ step, label }: { readonly step: Step; readonly label: Mask | undefined }) {
  if (step.name === 'label' && label !== undefined) return <Picture alt="" image={grayImage(label)} />;
  return <Picture alt="" image={step.image} mask={step.mask} />;
}

function TrailButtons({ motion }: { readonly motion: SlowMotion }) {
  const { experiment, studio } = useStages();
  const { say } = useSpeech();
  const again = () => {
    motion.restart();
    studio.cutAt(undefined);
  };
  return (
    <div className={buttons.smallRow}>
      <button type="button" className={buttons.button} onClick={motion.play}>
        {say(tuneText.play)}
      </button>
      <button type="button" className={buttons.button} onClick={motion.step}>
        {say(tuneText.stepOn)}
      </button>
      <button type="button" className={buttons.button} onClick={again}>
        {say(tuneText.again)}
      </button>
      <button type="button" className={buttons.button} onClick={experiment.newSeed}>
        {say(tuneText.newSeed)}
      </button>
    </div>
  );
}

/** What moves while it is played: a patch that is turned and shifted. */
function movesIn({ steps, trail }: CandidateDetail, at: number): boolean {
  return steps[at - 1]?.name === 'turn' && trail.patches.length > 0;
}

export function TrailCards({ detail }: { readonly detail: CandidateDetail }) {
  const { say } = useSpeech();
  const factsOf = useStepFacts();
  const { steps, ssimMap, image, verdict, trail } = detail;
  const motion = useSlowMotion(steps.length + 2, (at) =>
    wantsMotion() && movesIn(detail, at) ? movingMs : 0,
  );
  const isMoving = motion.isPlaying && wantsMotion() && movesIn(detail, motion.at);
  return (
    <section aria-labelledby="trail" className={styles.trailSection}>
      <div className={styles.head}>
        <h2 id="trail">{say(tuneText.trail)}</h2>
        <TrailButtons motion={motion} />
      </div>
      <ol className={styles.trail} style={{ ['--steps' as string]: steps.length + 1 }}>
        {steps.slice(0, motion.at).map((step, i) => (
          <li key={`${step.name}${i}`} aria-current={i === motion.at - 1 ? 'step' : undefined}>
            {isMoving && i === motion.at - 1 ? (
              <MovingPatch detail={detail} />
            ) : (
              <StepPicture step={step} label={detail.label} />
            )}
            <strong>{say(stepWords[step.name])}</strong>
            <span>{factsOf(step, trail)}</span>
          </li>
        ))}
        {motion.at > steps.length && (
          <li aria-current={motion.at === steps.length + 1 ? 'step' : undefined}>
            <Picture alt="" image={image} ssim={ssimMap} />
            <strong>{say(tuneText.stepSsim)}</strong>
            <span>SSIM {verdict.ssim.toFixed(4)}</span>
          </li>
        )}
      </ol>
      {motion.at > steps.length + 1 && <VerdictLine detail={detail} />}
    </section>
  );
}
