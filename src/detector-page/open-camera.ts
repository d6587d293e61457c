/** A camera, or why there is none. */
import { failure, success, type Result } from '../core/result.ts';

export type CameraRefusal = 'refused' | 'none' | 'busy' | 'unsupported' | 'ended';

const refusals: Readonly<Record<string, CameraRefusal>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** The rear one of a phone where none is named. */
export async function openCamera(deviceId: string | undefined): Promise<Result<MediaStream, CameraRefusal>> {
  // Missing where pages are not secure, though it is typed as always there.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) return failure('unsupported');
  const wanted = deviceId === undefined ? { facingMode: 'environment' } : { deviceId: { exact: deviceId } };
  try {
    return success(await devices.getUserMedia({ video: wanted, audio: false }));
  } catch (error) {
    return failure(refusals[error instanceof Error ? error.name : ''] ?? 'unsupported');
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Names are known once a camera was allowed. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'videoinput');
}
