/** Normal frames: taken by themselves while light, focus and rest allow it, or one by one by hand; then the detector is built of them. */
import { useState } from 'react';
import { choosingDetector } from '../../../../core/experiment/choose-detector.ts';
import type { FrameAdvice } from '../../../../core/inspect/camera/frame-quality.ts';
import { faces } from '../../../../detectors/faces.ts';
import { wantedFrames, type CameraSession } from '../../../../state/inspect/camera/camera-stage.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { Segments } from '../../../controls/Segments.tsx';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { useThrottled } from '../../../hooks/throttled.ts';
import styles from './Camera.module.css';
import { adviceText, cameraSentences, cameraText } from './text.ts';

interface SessionProps {
  readonly session: CameraSession;
}

/** Fewer leave none to set a limit by. */
const leastNormals = 3;

/** Milliseconds that an advice stands at least. */
const adviceRest = 700;

const none: readonly FrameAdvice[] = [];

function Advice({ session }: SessionProps) {
  const { say } = useSpeech();
  const hasFrame = useSlice(session.store, ({ frame }) => frame !== undefined);
  const first = useSlice(session.store, ({ frame }) => (frame?.advice ?? none)[0]);
  const shown = useThrottled(first, adviceRest);
  if (!hasFrame) return <p className={styles.advice} />;
  const words = shown === undefined ? cameraText.looksFit : adviceText[shown];
  return (
    <p role="status" className={`${notes.note} ${styles.advice}`}>
      {say(words)}
    </p>
  );
}

const methods = ['patchcore', 'local-contrast'] as const;
type MethodName = (typeof methods)[number];

/** `camera-20261130-223105`. */
function datasetName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `camera-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}

function BuildButton({ session }: SessionProps) {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const current = useSlice(experiment.store, (state) => state.experiment.detector);
  const kept = useSlice(session.store, (state) => state.kept);
  const hasNew = useSlice(session.store, (state) => state.hasNewFrames);
  const mode = useSlice(session.store, (state) => state.mode);
  const [method, setMethod] = useState<MethodName>(current === 'local-contrast' ? current : 'patchcore');
  const normals = kept.filter(({ review }) => review === 'normal').length;
  const isReady = normals >= leastNormals && hasNew && mode !== 'building' && mode !== 'capturing';
  const build = () => {
    const before = experiment.store.getState().experiment;
    if (before.detector !== method) experiment.apply(choosingDetector(method, before));
    void session.build(datasetName(new Date()));
  };
  return (
    <>
      <Segments
        name={say(cameraText.method)}
        options={methods.map((value) => ({ value, label: say(faces[value].label) }))}
        value={method}
        onChange={setMethod}
      />
      <div className={buttons.row}>
        <button type="button" className={buttons.primary} disabled={!isReady} onClick={build}>
          {say(cameraText.build)}
        </button>
        <button
          type="button"
          className={buttons.quiet}
          disabled={kept.length === 0 || mode === 'building'}
          onClick={session.forget}
        >
          {say(cameraText.forget)}
        </button>
      </div>
      <p className={notes.note}>
        {normals < leastNormals ? say(cameraSentences.least)(leastNormals) : say(cameraText.buildNote)}
      </p>
    </>
  );
}

export function CameraCapture({ session }: SessionProps) {
  const { say } = useSpeech();
  const mode = useSlice(session.store, (state) => state.mode);
  const isRegistered = useSlice(session.store, (state) => state.isRegistered);
  const kept = useSlice(session.store, (state) => state.kept);
  const hasFrame = useSlice(session.store, ({ frame }) => frame !== undefined);
  const normals = kept.filter(({ review }) => review === 'normal').length;
  const defects = kept.length - normals;
  return (
    <div className={styles.part}>
      <h3>{say(cameraText.normals)}</h3>
      <Advice session={session} />
      <progress max={wantedFrames} value={Math.min(normals, wantedFrames)} aria-labelledby="frames-taken" />
      <p id="frames-taken">
        {say(cameraSentences.taken)(normals, wantedFrames)}
        {defects > 0 && say(cameraSentences.defects)(defects)}
      </p>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          disabled={mode === 'building' || (normals >= wantedFrames && mode !== 'capturing')}
          onClick={session.capture}
        >
          {say(mode === 'capturing' ? cameraText.endCapture : cameraText.capture)}
        </button>
        <button
          type="button"
          className={buttons.button}
          disabled={!hasFrame || mode === 'judging' || mode === 'building'}
          onClick={() => void session.keep('normal')}
        >
          {say(cameraText.takeThis)}
        </button>
      </div>
      <label className={styles.devices}>
        <span>
          <input
            type="checkbox"
            checked={isRegistered}
            onChange={({ target }) => {
              session.register(target.checked);
            }}
          />{' '}
          {say(cameraText.register)}
        </span>
      </label>
      <p className={notes.note}>{say(cameraText.registerNote)}</p>
      <BuildButton session={session} />
    </div>
  );
}
