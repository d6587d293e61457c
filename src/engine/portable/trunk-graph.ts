/** The frozen backbone and its places as a graph: see `networks/mobilenet-v2` and `backbone/patch-features`. */
import { applyTrunk, trunkMaps, trunkShapes } from '../networks/mobilenet-v2.ts';
import type { Layer, LayerExtras } from '../networks/operations.ts';
import { sidesOf } from '../networks/padding.ts';
import type { Values } from '../networks/parameters.ts';
import { toTorchLayout, toTorchShape } from '../weights/layout.ts';
import type { GraphRecorder } from './graph-recorder.ts';
import { sideWeights } from './resample-graph.ts';

function convolve(
  graph: GraphRecorder,
  weights: Values,
  [x, layer, extras]: readonly [x: string, layer: Layer, extras: LayerExtras<string>],
): string {
  const { name, stride, padding, isDepthwise = false } = layer;
  const shape = trunkShapes[`${name}.weight`];
  const [, , , outputs] = shape;
  const values = toTorchLayout(weights[`${name}.weight`], shape);
  const weight = graph.tensor(`${name}.weight`, toTorchShape(shape), values);
  const bias = graph.tensor(`${name}.bias`, [outputs], weights[`${name}.bias`]);
  const { top, bottom, left, right } = sidesOf(padding);
  const integers = {
    strides: [stride, stride],
    pads: [top, left, bottom, right],
    group: isDepthwise ? outputs : 1,
  };
  const y = graph.node('Conv', [x, weight, bias], { integers });
  const sum = extras.residual === undefined ? y : graph.node('Add', [y, extras.residual]);
  return extras.activation === 'relu6' ? graph.node('Clip', [sum, graph.float(0), graph.float(6)]) : sum;
}

/** Means of 3 x 3 places, those outside counted as 0. */
function meanOfNine(graph: GraphRecorder, map: string): string {
  const integers = { kernel_shape: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1], count_include_pad: 1 };
  return graph.node('AveragePool', [map], { integers });
}

/** Levels [1, 3, side, side] to places [grid^2, 768], grid = side / 8. */
export function placesInGraph(graph: GraphRecorder, levels: string, side: number, weights: Values): string {
  const scaled = graph.node('Div', [levels, graph.float(127.5)]);
  const images = graph.node('Sub', [scaled, graph.float(1)]);
  const { fine, coarse } = applyTrunk(images, {
    convolve: (x, layer, extras = {}) => convolve(graph, weights, [x, layer, extras]),
  });
  const grid = side / trunkMaps.fine.stride;
  const half = side / trunkMaps.coarse.stride;
  const rows = graph.tensor('enlarge', [grid, half], Float32Array.from(sideWeights(half, grid)));
  const columns = graph.node('Transpose', [rows], { integers: { perm: [1, 0] } });
  const means = meanOfNine(graph, coarse);
  const enlarged = graph.node('MatMul', [rows, graph.node('MatMul', [means, columns])]);
  const both = graph.node('Concat', [meanOfNine(graph, fine), enlarged], { integers: { axis: 1 } });
  const length = trunkMaps.fine.channels + trunkMaps.coarse.channels;
  const flat = graph.node('Reshape', [both, graph.integers([length, grid ** 2])]);
  return graph.node('Transpose', [flat], { integers: { perm: [1, 0] } });
}
