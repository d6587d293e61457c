/** What the camera sees, with what is made of it. */
import { useEffect, useState } from 'react';
import type { CameraSession } from '../../../../state/inspect/camera/camera-stage.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import styles from './Camera.module.css';
import { CameraCapture } from './CameraCapture.tsx';
import { CameraDevices } from './CameraDevices.tsx';
import { CameraLive } from './CameraLive.tsx';
import { cameraFailureText, cameraText, mediaProblemText } from './text.ts';
import { useVideo, type Watched } from './use-video.ts';

interface CameraPanelProps {
  readonly watched: Watched;
  readonly onWatch: (watched: Watched) => void;
  readonly onClose: () => void;
}

/** There once its code has come. */
function useCameraSession(): CameraSession | undefined {
  const { inspect } = useStages();
  const [session, setSession] = useState<CameraSession>();
  useEffect(() => {
    void inspect.openCamera().then(setSession);
  }, [inspect]);
  return session;
}

function Failure({ session }: { readonly session: CameraSession }) {
  const { say } = useSpeech();
  const problem = useSlice(session.store, (state) => state.problem);
  return problem === undefined ? null : (
    <p role="alert" className={notes.problem}>
      {say(cameraFailureText(problem))}
    </p>
  );
}

export function CameraPanel({ watched, onWatch, onClose }: CameraPanelProps) {
  const { say } = useSpeech();
  const session = useCameraSession();
  const { video, state } = useVideo(watched, session);
  const isCamera = watched.kind === 'camera';
  return (
    <div className={styles.part}>
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={onClose}>
          {say(isCamera ? cameraText.stopCamera : cameraText.closeVideo)}
        </button>
        {isCamera && state.problem !== undefined && (
          <button
            type="button"
            className={buttons.primary}
            onClick={() => {
              onWatch({ ...watched });
            }}
          >
            {say(cameraText.again)}
          </button>
        )}
      </div>
      {isCamera && (
        <CameraDevices
          wish={watched.wish}
          onWish={(wish) => {
            onWatch({ kind: 'camera', wish });
          }}
          state={state}
        />
      )}
      {state.problem !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(mediaProblemText(state.problem))}
        </p>
      )}
      {session !== undefined && <Failure session={session} />}
      <div className={styles.columns}>
        <div className={styles.part}>
          <video
            ref={video}
            className={styles.video}
            muted
            playsInline
            loop
            aria-label={say(cameraText.livePicture)}
            hidden={state.problem !== undefined}
          />
          {session !== undefined && <CameraLive session={session} />}
        </div>
        {session !== undefined && <CameraCapture session={session} />}
      </div>
    </div>
  );
}
