/** What the page of a detector asks of its thread. */
import type { DetectorFileProblem, DetectorPassport } from '../core/inspect/passport.ts';
import type { RgbImage } from '../core/image/image.ts';
import type { Judged } from '../core/inspect/calibration.ts';
import type { Result } from '../core/result.ts';
import type { FileProblem } from '../worker/bridge/contract-data.ts';

export interface OpenedDetector {
  readonly passport: DetectorPassport;
  /** Largest difference of the scores that it holds of its own images from those that are computed here, as a share of them. */
  readonly error: number;
}

/** `picture` is the square working copy, or a small one of it. */
export interface JudgedPicture extends Judged {
  readonly picture: RgbImage;
}

export interface JudgeApi {
  /** In place of the one that was open; that one stays where this is refused. */
  open(file: Blob): Promise<Result<OpenedDetector, DetectorFileProblem>>;
  /** A picture file; with a small picture. */
  judgeFile(file: Blob): Promise<Result<JudgedPicture, Omit<FileProblem, 'path'>>>;
  /** A frame of a camera, which is closed; with the working copy. */
  judgeFrame(frame: ImageBitmap): Promise<JudgedPicture>;
}
