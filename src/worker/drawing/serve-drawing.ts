/** A thread that draws the batches of one run: the same ones as the thread that trains would draw. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { normalImages } from '../../core/dataset/normal-images.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { messageOf } from '../../core/message-of.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { recipeOf } from '../../detectors/run-detector.ts';
import { splitHeldOut } from '../../engine/training/held-out.ts';
import type { BatchSource, StepBatch } from '../../engine/training/step-batch.ts';
import type { WantedImages } from '../bridge/contract-data.ts';
import type { DrawingAnswer, DrawingOrder, DrawingPort, DrawingRequest } from './messages.ts';

/** Images read as they are looked at, of which so many bytes are held; `undefined` if they cannot be. */
export type OpenPack = (wanted: WantedImages, cacheBytes: number) => Promise<DatasetItem[] | undefined>;

async function imagesOf(
  { images, experiment }: DrawingOrder,
  openPack: OpenPack,
): Promise<readonly RgbImage[]> {
  if (images.kind === 'held') return images.pixels;
  const items = await openPack(images.wanted, images.cacheBytes);
  if (items === undefined) throw new Error('The stored images cannot be read by a second thread.');
  return normalImages(items, experiment.imageSize);
}

/** What a step needs, and nothing that a detector keeps beside it. */
function plainOutcome(drawn: Result<StepBatch, RunProblem>): Result<StepBatch, RunProblem> {
  return drawn.ok ? success({ inputs: drawn.value.inputs, targets: drawn.value.targets }) : drawn;
}

function buffersOf(outcome: Result<StepBatch, RunProblem>): ArrayBuffer[] {
  if (!outcome.ok) return [];
  const { inputs, targets } = outcome.value;
  const inputData = Object.values(inputs).map(({ pictures }) => pictures.data.buffer);
  const targetData = Object.values(targets).map(({ data }) => data.buffer);
  return [...new Set([...inputData, ...targetData])];
}

export function serveDrawing(port: DrawingPort<DrawingAnswer, DrawingRequest>, openPack: OpenPack): void {
  let source: BatchSource | undefined;

  async function answer(request: DrawingRequest): Promise<DrawingAnswer> {
    if (request.type === 'open') {
      const images = await imagesOf(request.order, openPack);
      const { experiment } = request.order;
      source = recipeOf(experiment).batches(splitHeldOut(images, experiment).trained);
      return { type: 'opened' };
    }
    if (source === undefined) throw new Error('expected an open run, got none');
    return { type: 'drawn', outcome: plainOutcome(source.draw(request.step)) };
  }

  port.listen((request) => {
    void answer(request)
      .catch((error: unknown): DrawingAnswer => ({ type: 'failed', detail: messageOf(error) }))
      .then((reply) => {
        port.post(reply, reply.type === 'drawn' ? buffersOf(reply.outcome) : []);
      });
  });
}
