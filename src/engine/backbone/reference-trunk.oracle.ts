/** The trunk by tfjs's own operations with TensorFlow's own SAME padding: what every path is checked against. */
import * as tf from '@tensorflow/tfjs';
import { trunkLayers } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import { trunkShapes } from '../networks/mobilenet-v2.ts';

/** Results of all convolutions by name, shortcuts included; `images` is [N, S, S, 3]. The caller disposes. */
export function oracleLayers(images: tf.Tensor4D, values: Values): ReadonlyMap<string, tf.Tensor4D> {
  const results = new Map<string, tf.Tensor4D>();
  const weight = (name: string) => tf.tensor(values[name], [...trunkShapes[name]]);
  let x = images;
  let blockInput = images;
  for (const { name, stride, isDepthwise, activation } of trunkLayers) {
    if (name.endsWith('/expand')) blockInput = x;
    const w = weight(`${name}.weight`) as tf.Tensor4D;
    const convolved: tf.Tensor4D = isDepthwise
      ? tf.depthwiseConv2d(x, w.reshape([3, 3, w.shape[3], 1]), stride, 'same')
      : tf.conv2d(x, w, stride, 'same');
    let y: tf.Tensor4D = convolved.add(weight(`${name}.bias`));
    if (activation === 'relu6') y = y.relu6();
    const isBack = name.endsWith('/project') && name !== 'expanded_conv/project';
    if (isBack && y.shape.join() === blockInput.shape.join()) y = y.add(blockInput);
    results.set(name, y);
    x = y;
  }
  return results;
}
