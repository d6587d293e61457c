/** Judges by the numbers of a detector's file alone, on WebAssembly: the page that saved it is not needed. */
import { fitImage } from '../core/dataset/preparation.ts';
import type { RgbImage } from '../core/image/image.ts';
import { resizeArea } from '../core/image/resize.ts';
import type { Judged } from '../core/inspect/calibration.ts';
import { selfCheckError, type DetectorFileProblem, type DetectorPassport } from '../core/inspect/passport.ts';
import { failure, success, type Result } from '../core/result.ts';
import { openWasmMath, type WasmMath } from '../engine/backbone/wasm-math.ts';
import { createWasmBackbone } from '../engine/backbone/wasm-backbone.ts';
import { createWasmNetwork } from '../engine/backbone/wasm-network.ts';
import type { MethodJudging } from '../engine/evaluation/judge-images.ts';
import type { Judgement } from '../engine/evaluation/method.ts';
import { multiplyOn } from '../engine/patch-head/matrix.ts';
import { cropMethod, placeMethod } from '../engine/portable/file-method.ts';
import { readDetector, type ReadDetector } from '../engine/portable/read-detector.ts';
import { readTrunkOf } from '../engine/portable/read-trunk.ts';
import { readBytes } from '../worker/data/pictures/picture.ts';
import { toRgb, type Decode, type Pixels } from '../worker/data/pictures/pixels.ts';
import { prepareImage } from '../worker/data/prepare.ts';
import { cropNetwork } from '../detectors/crop-networks.ts';
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

interface Seeing {
  readonly judge: (image: RgbImage) => Promise<Judgement | undefined>;
  readonly dispose: () => void;
}

function judging<Seen>({ method, fitted }: MethodJudging<Seen>): Seeing['judge'] {
  return async (image) => fitted.judge(await method.see(image));
}

/** The detector with the network that it sees with, on WebAssembly. */
function seeingOf(
  file: ReadDetector,
  bytes: Uint8Array,
  math: WasmMath,
): Result<Seeing, DetectorFileProblem> {
  if (file.kind === 'crops') {
    const network = createWasmNetwork(math, file.network, file.model);
    return success({ judge: judging(cropMethod(file, network)), dispose: network.dispose });
  }
  const trunk = readTrunkOf(bytes);
  if (!trunk.ok) return trunk;
  const backbone = createWasmBackbone(math, trunk.value);
  const frozen = { backbone, multiply: multiplyOn(math) };
  return success({ judge: judging(placeMethod(file, frozen)), dispose: backbone.dispose });
}

const preparationOf = ({ preparation }: DetectorPassport) => ({ ...preparation, isEqualised: false });

export function createJudge({ decode, pixelsOf, wasmFolder }: JudgeTools): JudgeApi {
  let current: Open | undefined;

  function opened(): Open {
    if (current === undefined) throw new Error('expected an open detector, got none');
    return current;
  }

  async function openMethod(bytes: Uint8Array<ArrayBuffer>) {
    const read = readDetector(bytes, cropNetwork);
    if (!read.ok) return read;
    const seeing = seeingOf(read.value, bytes, await openWasmMath(await wasmFolder()));
    if (!seeing.ok) return seeing;
    const { judge, dispose } = seeing.value;
    const { passport } = read.value;
    return success({
      passport,
      dispose,
      async judge(image: RgbImage): Promise<Judged> {
        const judgement = await judge(image);
        const score = judgement?.scores[passport.score] ?? Number.NaN;
        return { score, ...(judgement?.map && { map: judgement.map }) };
      },
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
