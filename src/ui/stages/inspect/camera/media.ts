/** The browser's cameras and videos: opened, listed, and read frame by frame. What can be foreseen comes back as a problem. */
import { messageOf } from '../../../../core/message-of.ts';
import { failure, success, type Result } from '../../../../core/result.ts';
import type { FrameSource } from '../../../../state/inspect/camera/camera-stage.ts';

export type MediaProblem =
  /** The address is not secure: no https, no localhost. */
  | { readonly kind: 'insecure' }
  | { readonly kind: 'unsupported' }
  /** By the user, the browser's settings or the system. */
  | { readonly kind: 'refused' }
  /** By the site that shows this page, or the server that hands it out. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'none' }
  | { readonly kind: 'in-use' }
  /** It was there, and is not any more. */
  | { readonly kind: 'unplugged' }
  | { readonly kind: 'not-a-video'; readonly name: string }
  | { readonly kind: 'unexpected'; readonly detail: string };

/** `rear` and `front` where there are such; else the id of a camera. */
export type CameraChoice = string;

export interface CameraWish {
  readonly camera: CameraChoice;
  /** Rows of pixels, as near as the camera can. */
  readonly height: number;
}

/** Names of DOMExceptions that `getUserMedia` rejects with. */
export function mediaProblemOf(error: unknown, isAllowed: boolean): MediaProblem {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return { kind: isAllowed ? 'refused' : 'forbidden' };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return { kind: 'none' };
    case 'NotReadableError':
    case 'AbortError':
      return { kind: 'in-use' };
    default:
      return { kind: 'unexpected', detail: messageOf(error) };
  }
}

interface WithPolicy {
  readonly featurePolicy?: { readonly allowsFeature: (name: string) => boolean };
}

/** Whether the Permissions-Policy lets this page ask at all; browsers that do not say are taken to. */
function isAllowed(): boolean {
  return (document as WithPolicy).featurePolicy?.allowsFeature('camera') ?? true;
}

function constraintsOf({ camera, height }: CameraWish): MediaTrackConstraints {
  const size = { height: { ideal: height }, width: { ideal: Math.round((height * 16) / 9) } };
  if (camera === 'rear') return { ...size, facingMode: { ideal: 'environment' } };
  if (camera === 'front') return { ...size, facingMode: { ideal: 'user' } };
  return { ...size, deviceId: { exact: camera } };
}

const mediaDevices = (): MediaDevices | undefined =>
  (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices;

/** Asks for the camera: only to be called because somebody pressed a button. */
export async function openCamera(wish: CameraWish): Promise<Result<MediaStream, MediaProblem>> {
  const devices = mediaDevices();
  if (devices === undefined) return failure({ kind: isSecureContext ? 'unsupported' : 'insecure' });
  try {
    return success(await devices.getUserMedia({ video: constraintsOf(wish), audio: false }));
  } catch (error) {
    return failure(mediaProblemOf(error, isAllowed()));
  }
}

/** All cameras; they have names once one was allowed. */
export async function listCameras(): Promise<readonly MediaDeviceInfo[]> {
  const all =
    (await mediaDevices()
      ?.enumerateDevices()
      .catch(() => [])) ?? [];
  return all.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
}

type WithTorch = MediaTrackCapabilities & { readonly torch?: boolean };

export function hasTorch(track: MediaStreamTrack): boolean {
  const read = (track as { readonly getCapabilities?: () => WithTorch }).getCapabilities;
  return read?.call(track).torch === true;
}

/** Resolves to whether it is on now. */
export async function setTorch(track: MediaStreamTrack, isOn: boolean): Promise<boolean> {
  const wanted = { advanced: [{ torch: isOn } as MediaTrackConstraintSet] };
  return track.applyConstraints(wanted).then(
    () => isOn,
    () => !isOn,
  );
}

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Resolves with the next frame that the video shows, or when it is over. */
function nextShown(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
    video.requestVideoFrameCallback(() => {
      signal.removeEventListener('abort', end);
      resolve();
    });
  });
}

/** Frames of a video element until `signal` says that it is over. While the tab is hidden, none come. */
export function frameSource(video: HTMLVideoElement, signal: AbortSignal): FrameSource {
  return {
    rest,
    now: () => performance.now(),
    async next() {
      await nextShown(video, signal);
      return signal.aborted || video.videoWidth === 0 ? undefined : createImageBitmap(video);
    },
  };
}
