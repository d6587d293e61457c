/** Puts a camera or a video file into a video element, has the session look at its frames, and takes it out again. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { CameraSession } from '../../../../state/inspect/camera/camera-stage.ts';
import {
  frameSource,
  hasTorch,
  listCameras,
  openCamera,
  type CameraWish,
  type MediaProblem,
} from './media.ts';

/** What is looked at. */
export type Watched =
  { readonly kind: 'camera'; readonly wish: CameraWish } | { readonly kind: 'video'; readonly file: File };

export interface VideoState {
  readonly problem: MediaProblem | undefined;
  readonly cameras: readonly MediaDeviceInfo[];
  /** Of the camera, where it has a torch. */
  readonly torch: MediaStreamTrack | undefined;
  /** Pixels as they come; `undefined` before the first frame. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

const nothing: VideoState = { problem: undefined, cameras: [], torch: undefined, size: undefined };

interface Playing {
  readonly video: HTMLVideoElement;
  readonly signal: AbortSignal;
  readonly tell: (changes: Partial<VideoState>) => void;
}

/** False where there is nothing to look at. */
async function playCamera(wish: CameraWish, { video, signal, tell }: Playing): Promise<boolean> {
  const opened = await openCamera(wish);
  if (!opened.ok) {
    tell({ problem: opened.problem });
    return false;
  }
  const stream = opened.value;
  const [track] = stream.getVideoTracks();
  const stop = () => {
    for (const one of stream.getTracks()) one.stop();
    video.srcObject = null;
  };
  if (signal.aborted) {
    stop();
    return false;
  }
  signal.addEventListener('abort', stop);
  track?.addEventListener('ended', () => {
    tell({ problem: { kind: 'unplugged' } });
  });
  video.srcObject = stream;
  await video.play();
  tell({ cameras: await listCameras(), torch: track !== undefined && hasTorch(track) ? track : undefined });
  return true;
}

async function playFile(file: File, { video, signal, tell }: Playing): Promise<boolean> {
  const url = URL.createObjectURL(file);
  signal.addEventListener('abort', () => {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
  video.src = url;
  try {
    await video.play();
    return true;
  } catch {
    tell({ problem: { kind: 'not-a-video', name: file.name } });
    return false;
  }
}

async function play(watched: Watched, session: CameraSession, playing: Playing): Promise<void> {
  const { video, signal, tell } = playing;
  const isPlaying = await (watched.kind === 'camera'
    ? playCamera(watched.wish, playing)
    : playFile(watched.file, playing));
  if (!isPlaying || signal.aborted) return;
  tell({ size: { width: video.videoWidth, height: video.videoHeight } });
  await session.run(frameSource(video, signal));
}

export function useVideo(
  watched: Watched,
  session: CameraSession | undefined,
): { readonly video: RefObject<HTMLVideoElement | null>; readonly state: VideoState } {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState(nothing);
  useEffect(() => {
    if (session === undefined || video.current === null) return undefined;
    const over = new AbortController();
    const { signal } = over;
    const tell = (changes: Partial<VideoState>) => {
      if (!signal.aborted) setState((before) => ({ ...before, ...changes }));
    };
    const playing = { video: video.current, signal, tell };
    void Promise.resolve().then(() => {
      tell({ problem: undefined, torch: undefined, size: undefined });
      return play(watched, session, playing);
    });
    return () => {
      over.abort();
      session.stop();
    };
  }, [watched, session]);
  return { video, state };
}
