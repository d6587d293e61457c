/** Judges by the numbers of a detector's file alone, on WebAssembly: the page that saved it is not needed. */
import { fitImage } from '../core/dataset/preparation.ts';
import type { RgbImage } from '../core/image/image.ts';
import { resizeArea } from '../core/image/resize.ts';
import type { Judged } from '../core/inspect/calibration.ts';
import { selfCheckError, type DetectorPassport } from '../core/inspect/passport.ts';
import { failure, success } from '../core/result.ts';
import { openWasmMath } from '../engine/backbone/wasm-math.ts';
import { createWasmBackbone } from '../engine/backbone/wasm-backbone.ts';
import { multiplyOn } from '../engine/patch-head/matrix.ts';
import { placeMethod } from '../engine/portable/file-method.ts';
import { readDetector } from '../engine/portable/read-detector.ts';
import { readTrunkOf } from '../engine/portable/read-trunk.ts';
import { readBytes } from '../worker/data/pictures/picture.ts';
import { toRgb, type Decode, type Pixels } from '../worker/data/pictures/pixels.ts';
import { prepareImage } from '../worker/data/prepare.ts';
import type { JudgeApi } from './contract.ts';

/** Side of the small picture that is kept of a file, in pixels. */
const thumbnailSide = 128;

interface Open {
  readonly passport: DetectorPassport;
  readonly judge: (image: RgbImage) => Promise<Judged>;
  readonly dispose: () => void;
}

interface JudgeTools {
  readonly decode: Decode;
  /** The pixels of a frame. */
  readonly pixelsOf: (frame: ImageBitmap) => Pixels;
  /** Folder of the WebAssembly file: an address or a path, with the last slash. */
  readonly wasmFolder: () => Promise<string>;
}

const preparationOf = ({ preparation }: DetectorPassport) => ({ ...preparation, isEqualised: false });

export function createJudge({ decode, pixelsOf, wasmFolder }: JudgeTools): JudgeApi {
  let current: Open | undefined;

  function opened(): Open {
    if (current === undefined) throw new Error('expected an open detector, got none');
    return current;
  }

  async function openMethod(bytes: Uint8Array<ArrayBuffer>) {
    const read = readDetector(bytes);
    if (!read.ok) return read;
    const trunk = readTrunkOf(bytes);
    if (!trunk.ok) return trunk;
    const math = await openWasmMath(await wasmFolder());
    const backbone = createWasmBackbone(math, trunk.value);
    const { method, fitted } = placeMethod(read.value, { backbone, multiply: multiplyOn(math) });
    const { passport } = read.value;
    return success({
      passport,
      async judge(image: RgbImage): Promise<Judged> {
        const judgement = await fitted.judge(await method.see(image));
        const score = judgement?.scores[passport.score] ?? Number.NaN;
        return { score, ...(judgement?.map && { map: judgement.map }) };
      },
      dispose: backbone.dispose,
    });
  }

  async function checkItself({ passport, judge }: Open): Promise<number> {
    const scores: number[] = [];
    for (const image of passport.selfCheck.images)
      scores.push((await judge(fitImage(image, preparationOf(passport)))).score);
    return selfCheckError(passport.selfCheck, scores);
  }

  return {
    async open(file) {
      const made = await openMethod(new Uint8Array(await file.arrayBuffer()));
      if (!made.ok) return made;
      const error = await checkItself(made.value);
      current?.dispose();
      current = made.value;
      return success({ passport: made.value.passport, error });
    },
    async judgeFile(file) {
      const { passport, judge } = opened();
      const bytes = await readBytes(file);
      if (!bytes.ok) return bytes;
      const read = await prepareImage(bytes.value, preparationOf(passport), decode);
      if (!read.ok) return failure(read.problem);
      const { image } = read.value;
      return success({
        ...(await judge(image)),
        picture: resizeArea(image, thumbnailSide, thumbnailSide),
      });
    },
    async judgeFrame(frame) {
      const { passport, judge } = opened();
      const picture = fitImage(toRgb(pixelsOf(frame)), preparationOf(passport));
      return { ...(await judge(picture)), picture };
    },
  };
}
