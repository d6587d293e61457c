/** A camera or a video in Inspect: normal frames are taken from it, and then each frame is judged. */
import type { StoreApi } from 'zustand/vanilla';
import type { Judged } from '../../../core/inspect/calibration.ts';
import type { FrameAdvice } from '../../../core/inspect/camera/frame-quality.ts';
import type { Shift } from '../../../core/inspect/camera/phase-correlation.ts';
import type { UnlabelledImage } from '../../../worker/bridge/contract-data.ts';

/** Where frames come from. */
export interface FrameSource {
  /** The next frame that is not the last one again; `undefined` once none will come. */
  readonly next: () => Promise<ImageBitmap | undefined>;
  readonly rest: (ms: number) => Promise<void>;
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
}

/** `building`: the frames become the open dataset. */
export type CameraMode = 'looking' | 'capturing' | 'building' | 'judging';

export interface CameraFrame {
  /** Of the data worker, which keeps the last few whole. */
  readonly id: number;
  readonly image: UnlabelledImage;
  readonly advice: readonly FrameAdvice[];
  /** Only while shifted parts are brought back. */
  readonly shift: Shift | undefined;
  /** Only while judging. */
  readonly judged: Judged | undefined;
}

/** What the user says a kept frame is. */
type FrameMark = 'normal' | 'defect';

/** A frame that was kept, as a file. */
export interface KeptFrame {
  /** File name, numbered in the order of keeping. */
  readonly name: string;
  readonly blob: Blob;
  readonly review: FrameMark;
}

export type CameraFailure =
  /** What the detector's own problem does not say: the thread that reads frames ended. */
  | { readonly kind: 'unexpected'; readonly detail: string }
  /** The frames did not become a dataset; Data says why. */
  | { readonly kind: 'not-opened' }
  /** The frame is not held any more. */
  | { readonly kind: 'too-old' };

export interface CameraState {
  readonly mode: CameraMode;
  readonly isFrozen: boolean;
  /** Whether shifted parts are brought back. */
  readonly isRegistered: boolean;
  /** The newest one that was looked at. */
  readonly frame: CameraFrame | undefined;
  readonly kept: readonly KeptFrame[];
  /** Whether some of them are not in the open dataset. */
  readonly hasNewFrames: boolean;
  /** Frames judged in a second, over the last ones; `undefined` before there are two. */
  readonly framesPerSecond: number | undefined;
  readonly problem: CameraFailure | undefined;
}

/** Normal frames that a capture takes. */
export const wantedFrames = 30;

export interface CameraSession {
  readonly store: StoreApi<CameraState>;
  /** Looks at frame after frame until the source ends, or `stop`. */
  readonly run: (source: FrameSource) => Promise<void>;
  /** What was kept stays. */
  readonly stop: () => void;
  /** Takes frames that are fit until there are `wantedFrames` normal ones; again: ends that. */
  readonly capture: () => void;
  /** Opens what was kept as a dataset of that name, and judges by it. */
  readonly build: (name: string) => Promise<void>;
  /** Judges by the current detector, or stops to. */
  readonly judge: (isWanted: boolean) => void;
  readonly freeze: (isFrozen: boolean) => void;
  readonly register: (isRegistered: boolean) => void;
  /** Keeps the frame that is shown; one that was judged joins the verdicts too, marked. */
  readonly keep: (review: FrameMark) => Promise<void>;
  /** Takes all kept frames away. */
  readonly forget: () => void;
}
