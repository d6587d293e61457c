/** Whether this browser records a canvas as a video, and as which. */

export interface ClipFormat {
  readonly mimeType: string;
  /** Of the file, without the dot. */
  readonly extension: 'webm' | 'mp4';
}

const formats: readonly ClipFormat[] = [
  { mimeType: 'video/webm;codecs=vp9', extension: 'webm' },
  { mimeType: 'video/webm;codecs=vp8', extension: 'webm' },
  { mimeType: 'video/webm', extension: 'webm' },
  { mimeType: 'video/mp4', extension: 'mp4' }, // Safari writes no WebM before version 18.4
];

interface Recording {
  readonly MediaRecorder?: Pick<typeof MediaRecorder, 'isTypeSupported'>;
  readonly HTMLCanvasElement?: { readonly prototype: { readonly captureStream?: unknown } };
}

/** `undefined` if the browser lacks MediaRecorder, `captureStream`, or every format. */
export function clipFormat(browser: Recording = globalThis): ClipFormat | undefined {
  const { MediaRecorder: recorder, HTMLCanvasElement: canvas } = browser;
  if (recorder === undefined || typeof canvas?.prototype.captureStream !== 'function') return undefined;
  return formats.find(({ mimeType }) => recorder.isTypeSupported(mimeType));
}
