/** Frames of a camera or a video, made ready as the dataset's own images were; the last few are kept whole, for those who want one as a file. */
import { factsOf, type FileFacts } from '../../core/dataset/facts.ts';
import { fitImage, type Preparation } from '../../core/dataset/preparation.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { frameStatistics } from '../../core/inspect/camera/frame-quality.ts';
import {
  findShift,
  isTrusted,
  registrationLuma,
  type Shift,
} from '../../core/inspect/camera/phase-correlation.ts';
import { shiftImage } from '../../core/inspect/camera/shift-image.ts';
import type { FramesApi, FrameUse } from '../bridge/contract-data.ts';
import { asOpened } from './as-opened.ts';
import { frameToolsInBrowser, type FrameTools } from './pictures/frame-tools.ts';
import { toRgb } from './pictures/pixels.ts';

/** Frames that are kept whole: the one that is shown, and those that came while somebody reached for the button. */
const keptFrames = 4;

/** A shift of the working copy as one of the whole frame. */
function onFrame({ x, y }: Shift, { width, height }: RgbImage, aspect: Preparation['aspect']) {
  if (aspect === 'stretch') return { x, y };
  const side = aspect === 'crop' ? Math.min(width, height) : Math.max(width, height);
  return { x: (x * side) / width, y: (y * side) / height };
}

/** The frame brought over the reference, where that can be trusted. */
function registered(frame: RgbImage, { preparation, reference }: FrameUse) {
  if (reference === undefined) return { frame, shift: undefined };
  const shift = findShift(reference, registrationLuma(fitImage(frame, preparation)));
  if (!isTrusted(shift)) return { frame, shift };
  return { frame: shiftImage(frame, onFrame(shift, frame, preparation.aspect)), shift };
}

/** The working copy, as the camera sees it and as the dataset's own images were opened. */
function workingCopy(frame: RgbImage, use: FrameUse) {
  const { width, height } = frame;
  const file: FileFacts = { bytes: frame.data.length, width, height };
  const image = fitImage(frame, use.preparation);
  return { plain: image, opened: asOpened(use.path, { image, facts: factsOf(image, file) }, use) };
}

/** By default what the browser has. */
export function createFrames(tools: FrameTools = frameToolsInBrowser): FramesApi {
  const kept = new Map<number, RgbImage>();
  let newest = 0;
  return {
    readFrame(bitmap, use) {
      const whole = toRgb(tools.read(bitmap));
      const { frame, shift } = registered(whole, use);
      const { plain, opened } = workingCopy(frame, use);
      const id = ++newest;
      kept.set(id, frame);
      kept.delete(id - keptFrames);
      return Promise.resolve({
        id,
        image: opened,
        statistics: frameStatistics(plain),
        luma: registrationLuma(plain),
        shift,
      });
    },
    async keepFrame(id) {
      const frame = kept.get(id);
      return frame && tools.write(frame);
    },
  };
}
