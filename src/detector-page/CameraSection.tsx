/** A camera: started on a press, chosen where there are several, frozen, stopped. */
import { useCallback, useEffect, useState } from 'react';
import buttons from '../ui/controls/Buttons.module.css';
import fields from '../ui/controls/Fields.module.css';
import notes from '../ui/controls/Notes.module.css';
import layout from '../ui/stages/Layout.module.css';
import { inspectText } from '../ui/text/inspect.ts';
import { CameraFrames } from './CameraFrames.tsx';
import { closeCamera, listCameras, openCamera, type CameraRefusal } from './open-camera.ts';
import type { SessionDetector } from './session.ts';
import { useWords } from './speech.ts';
import { cameraRefusals, sentences, words } from './words.ts';

interface ChoiceProps {
  readonly cameras: readonly MediaDeviceInfo[];
  readonly chosen: string;
  readonly onChoose: (deviceId: string) => void;
}

function CameraChoice({ cameras, chosen, onChoose }: ChoiceProps) {
  const { say } = useWords();
  if (cameras.length < 2) return null;
  return (
    <label className={fields.inlineField}>
      {say(words.device)}
      <select
        value={chosen}
        onChange={({ target }) => {
          onChoose(target.value);
        }}
      >
        {cameras.map(({ deviceId, label }, i) => (
          <option key={deviceId} value={deviceId}>
            {label === '' ? `${i + 1}` : label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The camera that is on, and what went wrong with it. */
function useCamera() {
  const [stream, setStream] = useState<MediaStream>();
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  const [refusal, setRefusal] = useState<CameraRefusal>();
  const [failed, setFailed] = useState<string>();
  useEffect(
    () => () => {
      if (stream !== undefined) closeCamera(stream);
    },
    [stream],
  );
  const start = async (deviceId?: string) => {
    setRefusal(undefined);
    setFailed(undefined);
    const opened = await openCamera(deviceId);
    if (!opened.ok) {
      setRefusal(opened.problem);
      return;
    }
    setStream(opened.value);
    setCameras(await listCameras());
  };
  const end = useCallback((why?: CameraRefusal) => {
    setStream(undefined);
    setRefusal(why);
  }, []);
  const fail = useCallback((message: string) => {
    setStream(undefined);
    setFailed(message);
  }, []);
  return { stream, cameras, refusal, failed, start, end, fail };
}

export function CameraSection({ detector }: { readonly detector: SessionDetector }) {
  const { say } = useWords();
  const { stream, cameras, refusal, failed, start, end, fail } = useCamera();
  const [isFrozen, setIsFrozen] = useState(false);
  const problem =
    refusal !== undefined ? say(cameraRefusals[refusal]) : failed && say(sentences.failed)(failed);
  return (
    <section className={layout.section} aria-labelledby="camera">
      <h2 id="camera">{say(words.camera)}</h2>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          onClick={() => {
            if (stream === undefined) void start();
            else end();
            setIsFrozen(false);
          }}
        >
          {say(stream === undefined ? words.startCamera : words.stopCamera)}
        </button>
        <button
          type="button"
          className={buttons.button}
          disabled={stream === undefined}
          aria-pressed={isFrozen}
          onClick={() => {
            setIsFrozen(!isFrozen);
          }}
        >
          {say(words.freeze)}
        </button>
        <CameraChoice
          cameras={stream === undefined ? [] : cameras}
          chosen={stream?.getVideoTracks()[0]?.getSettings().deviceId ?? ''}
          onChoose={(deviceId) => void start(deviceId)}
        />
      </div>
      {problem !== undefined && (
        <p role="alert" className={notes.problem}>
          {problem}
        </p>
      )}
      {stream !== undefined && (
        <>
          <CameraFrames detector={detector} stream={stream} isFrozen={isFrozen} onEnd={end} onFailed={fail} />
          <p className={notes.note}>{say(inspectText.mapLegendShort)}</p>
        </>
      )}
    </section>
  );
}
