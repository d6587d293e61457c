/** Each frame as the detector judges it: picture, heat map, verdict, and how many a second. */
import { isTrusted } from '../../../../core/inspect/camera/phase-correlation.ts';
import { verdictOf } from '../../../../core/inspect/verdict.ts';
import type { CameraFrame, CameraSession } from '../../../../state/inspect/camera/camera-stage.ts';
import { limitsIn } from '../../../../state/inspect/judged-list.ts';
import buttons from '../../../controls/Buttons.module.css';
import hidden from '../../../controls/Hidden.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { useThrottled } from '../../../hooks/throttled.ts';
import { Picture } from '../../../pictures/Picture.tsx';
import { inspectText, verdictText } from '../../../text/inspect.ts';
import { stageText } from '../../../text/stages.ts';
import { mapScaleOf } from '../map-scale.ts';
import { shownScore } from '../shown-score.ts';
import styles from './Camera.module.css';
import { cameraSentences, cameraText } from './text.ts';

interface SessionProps {
  readonly session: CameraSession;
}

const marks = { good: '○', look: '△', bad: '●' } as const;

/** Milliseconds that a screen reader is left in peace. */
const speechRest = 2000;

function useLimits() {
  const { inspect } = useStages();
  const basis = useSlice(inspect.store, (state) => state.basis);
  const falseAlarmRate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  return limitsIn({ basis, falseAlarmRate });
}

function Verdict({ frame, session }: SessionProps & { readonly frame: CameraFrame }) {
  const { say } = useSpeech();
  const limits = useLimits();
  const rate = useSlice(session.store, (state) => state.framesPerSecond);
  const score = frame.judged?.score;
  const verdict = score === undefined || limits === undefined ? undefined : verdictOf(score, limits);
  const spoken = useThrottled(verdict, speechRest);
  if (verdict === undefined || score === undefined) return null;
  return (
    <>
      <p className={styles.verdict} data-verdict={verdict}>
        {say(verdictText[verdict])} <span aria-hidden="true">{marks[verdict]}</span>{' '}
        <small>
          {say(stageText.score)} {shownScore(score)}
          {rate !== undefined && ` · ${say(cameraSentences.rate)(rate.toFixed(1))}`}
        </small>
      </p>
      <p role="status" className={hidden.hidden}>
        {spoken !== undefined && say(verdictText[spoken])}
      </p>
    </>
  );
}

function Shifted({ frame }: { readonly frame: CameraFrame }) {
  const { say } = useSpeech();
  const { shift } = frame;
  if (shift === undefined) return null;
  const percent = (share: number) => Number((100 * share).toFixed(1));
  return (
    <p className={notes.note}>
      {isTrusted(shift)
        ? say(cameraSentences.shifted)(percent(shift.x), percent(shift.y))
        : say(cameraText.notShifted)}
    </p>
  );
}

function Pictures({ frame }: { readonly frame: CameraFrame }) {
  const { say } = useSpeech();
  const limits = useLimits();
  const { image } = frame.image;
  const map = frame.judged?.map;
  return (
    <>
      <div className={styles.pictures}>
        <Picture alt={say(cameraText.judged)} image={image} />
        {map !== undefined && limits !== undefined && (
          <Picture
            alt={say(cameraText.judgedMap)}
            image={image}
            map={map}
            mapScale={mapScaleOf([{ map }], limits)}
            mapOpacity={0.5}
          />
        )}
      </div>
      {map !== undefined && <p className={notes.note}>{say(inspectText.mapLegendShort)}</p>}
    </>
  );
}

function LiveButtons({ session }: SessionProps) {
  const { say } = useSpeech();
  const mode = useSlice(session.store, (state) => state.mode);
  const isFrozen = useSlice(session.store, (state) => state.isFrozen);
  const hasFrame = useSlice(session.store, ({ frame }) => frame !== undefined);
  const isJudging = mode === 'judging';
  return (
    <div className={buttons.row}>
      <button
        type="button"
        className={buttons.button}
        disabled={mode === 'building'}
        onClick={() => {
          session.judge(!isJudging);
        }}
      >
        {say(isJudging ? cameraText.endJudging : cameraText.judge)}
      </button>
      <button
        type="button"
        className={buttons.button}
        aria-pressed={isFrozen}
        disabled={!hasFrame}
        onClick={() => {
          session.freeze(!isFrozen);
        }}
      >
        {say(cameraText.freeze)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={!hasFrame || !isJudging}
        onClick={() => void session.keep('normal')}
      >
        {say(cameraText.keepNormal)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={!hasFrame || !isJudging}
        onClick={() => void session.keep('defect')}
      >
        {say(cameraText.keepDefect)}
      </button>
    </div>
  );
}

export function CameraLive({ session }: SessionProps) {
  const { say } = useSpeech();
  const frame = useSlice(session.store, (state) => state.frame);
  const mode = useSlice(session.store, (state) => state.mode);
  const isWaiting = mode === 'building' || (mode === 'judging' && frame?.judged === undefined);
  return (
    <div className={styles.part}>
      <h3>{say(cameraText.live)}</h3>
      <LiveButtons session={session} />
      {isWaiting && <p className={notes.note}>{say(cameraText.waiting)}</p>}
      {mode === 'judging' && frame?.judged !== undefined && (
        <>
          <Verdict frame={frame} session={session} />
          <Pictures frame={frame} />
          <Shifted frame={frame} />
        </>
      )}
    </div>
  );
}
