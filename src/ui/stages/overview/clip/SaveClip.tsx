/** Saves the film of the patch as a video; where the browser records none it says so, and offers a picture. */
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../../../core/message-of.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { usePageLink } from '../../../hooks/page-link.ts';
import { saveFile } from '../../../hooks/save.ts';
import { useShareCard } from '../../../hooks/share-card.ts';
import { useSpeech } from '../../../hooks/stages.ts';
import { shareSentences, shareText } from '../../../text/share.ts';
import { motionSeconds, type Film, type MotionStep } from '../../../pictures/patch-motion.ts';
import { clipFormat } from './clip-format.ts';

type Status =
  | { readonly kind: 'idle' | 'saved' | 'unsupported' }
  | { readonly kind: 'recording'; readonly seconds: number }
  | { readonly kind: 'failed'; readonly detail: string };

interface SaveClipProps {
  readonly film: Film;
  readonly factOf: (step: MotionStep) => string;
}

/** Starts and ends a recording, of which there is one at a time. */
function useRecording({ film, factOf }: SaveClipProps) {
  const link = usePageLink('overview');
  const [status, setStatus] = useState<Status>({ kind: 'idle' });
  const control = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      control.current?.abort();
    },
    [],
  );
  const start = async () => {
    const format = clipFormat();
    if (format === undefined) {
      setStatus({ kind: 'unsupported' });
      return;
    }
    control.current = new AbortController();
    const { signal } = control.current;
    const onSecond = (seconds: number) => {
      setStatus({ kind: 'recording', seconds });
    };
    onSecond(0);
    try {
      const { recordClip } = await import('./record-clip.ts');
      saveFile(
        await recordClip({ film, factOf, link, format, signal, onSecond }),
        `kizu.${format.extension}`,
      );
      setStatus({ kind: 'saved' });
    } catch (error) {
      setStatus(signal.aborted ? { kind: 'idle' } : { kind: 'failed', detail: messageOf(error) });
    }
  };
  const stop = () => {
    control.current?.abort();
  };
  return { status, start, stop };
}

function PictureInstead() {
  const { say } = useSpeech();
  const card = useShareCard('overview');
  const [problem, setProblem] = useState<string>();
  if (card === undefined) return null;
  const save = async () => {
    try {
      const { drawShareCard, toPng } = await import('../../../pictures/share-card.ts');
      saveFile(await toPng(drawShareCard(card)), 'kizu.png');
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <>
      <button type="button" className={buttons.button} onClick={() => void save()}>
        {say(shareText.savePicture)}
      </button>
      {problem !== undefined && <span role="alert">{problem}</span>}
    </>
  );
}

/** Nothing until there is something to say. */
function Outcome({ status }: { readonly status: Status }) {
  const { say } = useSpeech();
  if (status.kind === 'recording')
    return (
      <progress
        max={motionSeconds}
        value={status.seconds}
        aria-label={say(shareSentences.recording)(status.seconds, Math.round(motionSeconds))}
      />
    );
  if (status.kind === 'saved')
    return (
      <span role="status" className={notes.note}>
        {say(shareText.clipSaved)}
      </span>
    );
  if (status.kind === 'idle') return null;
  return (
    <div role="alert" className={notes.warning}>
      {status.kind === 'failed' ? say(shareSentences.clipFailed)(status.detail) : say(shareText.noClip)}{' '}
      <PictureInstead />
    </div>
  );
}

export function SaveClip(props: SaveClipProps) {
  const { say } = useSpeech();
  const { status, start, stop } = useRecording(props);
  const isRecording = status.kind === 'recording';
  return (
    <>
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          if (isRecording) stop();
          else void start();
        }}
      >
        {say(isRecording ? shareText.stopClip : shareText.saveClip)}
      </button>
      <Outcome status={status} />
    </>
  );
}
