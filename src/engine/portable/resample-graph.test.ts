/** An image is resized in the graph to the pixels of the page: all of them where it grows, and all but a few halves where it shrinks. */
import * as ort from 'onnxruntime-web';
import { expect, it } from 'vitest';
import { fitImage, type Aspect } from '../../core/dataset/preparation.ts';
import { bricks } from '../testing/detector-files.ts';
import { writeOnnx } from '../weights/formats/onnx-writer.ts';
import { GraphRecorder } from './graph-recorder.ts';
import { resizeInGraph } from './resample-graph.ts';

const [kindFloat, seed] = [1, 5];

/** Sides whose places lie on thirds and eighths of pixels of the image, where sums halfway between two levels are common. */
const cases: readonly (readonly [width: number, height: number, side: number, aspect: Aspect])[] = [
  [64, 64, 96, 'stretch'],
  [50, 70, 96, 'pad'],
  [40, 30, 64, 'crop'],
  [128, 96, 72, 'stretch'],
  [9, 8, 64, 'stretch'],
];

it.each(cases)('%i x %i px to %i px, %s', async (width, height, side, aspect) => {
  const graph = new GraphRecorder();
  const levels = resizeInGraph(graph, 'image', side, aspect);
  graph.nameOutput(graph.node('Cast', [levels], { integers: { to: kindFloat } }), 'levels');
  const { nodes, tensors } = graph;
  const session = await ort.InferenceSession.create(
    writeOnnx({
      name: 'resize',
      nodes,
      tensors,
      metadata: {},
      input: { name: 'image', shape: [1, 'height', 'width', 3], element: 'uint8' },
      outputs: [{ name: 'levels', shape: [1, 3, side, side] }],
    }),
  );
  const image = bricks(width, height, seed);
  const got = await session.run({ image: new ort.Tensor('uint8', image.data, [1, height, width, 3]) });
  await session.release();
  const planes = got['levels'].data as Float32Array;
  const wanted = fitImage(image, { side, aspect, isEqualised: false });
  const differing = wanted.data.filter(
    (level, i) => level !== planes[(i % 3) * side ** 2 + Math.floor(i / 3)],
  );
  // Sums of many shares end in other last bits where they are added in another order.
  expect(differing.length).toBeLessThanOrEqual(
    side > Math.max(width, height) ? 0 : 2e-4 * wanted.data.length,
  );
});
