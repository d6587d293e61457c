/** Frames of a camera, each judged as soon as the one before it was. */
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../core/message-of.ts';
import { verdictOf } from '../core/inspect/verdict.ts';
import notes from '../ui/controls/Notes.module.css';
import { Picture } from '../ui/pictures/Picture.tsx';
import { mapScaleOf } from '../ui/stages/inspect/map-scale.ts';
import { shownScore } from '../ui/stages/inspect/shown-score.ts';
import { verdictText } from '../ui/text/inspect.ts';
import type { JudgedPicture } from './contract.ts';
import type { CameraRefusal } from './open-camera.ts';
import styles from './Page.module.css';
import type { SessionDetector } from './session.ts';
import { useSession, useWords } from './speech.ts';
import { sentences, words } from './words.ts';

interface Live extends JudgedPicture {
  readonly framesPerSecond: number;
}

const opacity = 0.45;

/** Share of the newest frame in the mean of the time that frames take. */
const newest = 0.2;

interface FramesProps {
  readonly detector: SessionDetector;
  readonly stream: MediaStream;
  readonly isFrozen: boolean;
  readonly onEnd: (why: CameraRefusal) => void;
  readonly onFailed: (message: string) => void;
}

/** A frame is there. */
function nextFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    video.requestVideoFrameCallback(() => {
      resolve();
    });
  });
}

export function CameraFrames({ detector, stream, isFrozen, onEnd, onFailed }: FramesProps) {
  const session = useSession();
  const { say } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [live, setLive] = useState<Live>();

  useEffect(() => {
    const shown = video.current;
    const [track] = stream.getVideoTracks();
    if (shown === null || track === undefined || isFrozen) return undefined;
    let hasEnded = false;
    const isOver = () => hasEnded;
    let mean: number | undefined;
    const ended = () => {
      onEnd('ended');
    };
    track.addEventListener('ended', ended);

    async function watch(player: HTMLVideoElement): Promise<void> {
      player.srcObject = stream;
      await player.play();
      while (!isOver()) {
        const started = performance.now();
        await nextFrame(player);
        if (isOver()) return;
        const judged = await session.judgeFrame(await createImageBitmap(player));
        if (isOver()) return;
        const took = performance.now() - started;
        mean = mean === undefined ? took : mean + newest * (took - mean);
        setLive({ ...judged, framesPerSecond: 1000 / mean });
      }
    }

    watch(shown).catch((error: unknown) => {
      if (!isOver()) onFailed(messageOf(error));
    });
    return () => {
      hasEnded = true;
      track.removeEventListener('ended', ended);
    };
  }, [session, stream, isFrozen, onEnd, onFailed]);

  return (
    <>
      <video ref={video} className={styles.video} muted playsInline />
      {live !== undefined && (
        <figure className={styles.live} data-verdict={verdictOf(live.score, detector.limits)}>
          <Picture
            alt={say(words.frameAlt)}
            image={live.picture}
            {...(live.map && {
              map: live.map,
              mapScale: mapScaleOf([live], detector.limits),
              mapOpacity: opacity,
            })}
          />
          <figcaption aria-label={say(words.live)}>
            <strong>{say(verdictText[verdictOf(live.score, detector.limits)])}</strong>{' '}
            {shownScore(live.score)}
            <span className={notes.note}>{say(sentences.speed)(live.framesPerSecond.toPrecision(2))}</span>
          </figcaption>
        </figure>
      )}
    </>
  );
}
