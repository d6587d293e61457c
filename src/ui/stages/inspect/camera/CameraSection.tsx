/** A camera or a video file in Inspect; nothing asks for permission before a button is pressed. */
import { lazy, Suspense, useRef, useState } from 'react';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import layout from '../../Layout.module.css';
import { cameraStartText } from './start-text.ts';
import type { Watched } from './use-video.ts';

const CameraPanel = lazy(() =>
  import('./CameraPanel.tsx').then(({ CameraPanel }) => ({ default: CameraPanel })),
);

interface VideoChooserProps {
  readonly onChoose: (watched: Watched) => void;
}

function VideoChooser({ onChoose }: VideoChooserProps) {
  const { say } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={buttons.button} onClick={() => input.current?.click()}>
        {say(cameraStartText.chooseVideo)}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        accept="video/*"
        aria-label={say(cameraStartText.chooseVideo)}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) onChoose({ kind: 'video', file });
          target.value = '';
        }}
      />
    </>
  );
}

export function CameraSection() {
  const { say } = useSpeech();
  const { inspect } = useStages();
  const hasItems = useSlice(inspect.store, ({ items }) => items.length > 0);
  const [watched, setWatched] = useState<Watched>();
  return (
    <section className={layout.section} aria-labelledby="camera">
      <h2 id="camera">{say(cameraStartText.camera)}</h2>
      {!hasItems && <p className={notes.note}>{say(cameraStartText.intro)}</p>}
      {watched === undefined ? (
        <div className={buttons.row}>
          <button
            type="button"
            className={buttons.button}
            onClick={() => {
              setWatched({ kind: 'camera', wish: { camera: 'rear', height: 720 } });
            }}
          >
            {say(cameraStartText.startCamera)}
          </button>
          <VideoChooser onChoose={setWatched} />
        </div>
      ) : (
        <Suspense fallback={<p className={notes.note}>{say(cameraStartText.opening)}</p>}>
          <CameraPanel
            watched={watched}
            onWatch={setWatched}
            onClose={() => {
              setWatched(undefined);
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
