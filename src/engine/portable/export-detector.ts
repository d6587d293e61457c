/**
 * A fitted detector as one ONNX file: an image of bytes in, of any size; score, map and verdict out. Resizing, backbone, bank, head
 * and limits lie in it, so that whoever runs it needs nothing of Kizu.
 */
import type { DetectorPassport, ScorerPlan } from '../../core/inspect/passport.ts';
import { toMetadata } from '../../core/inspect/passport-file.ts';
import type { Limits } from '../../core/inspect/verdict.ts';
import type { PlaceScorer, PlaceTerm } from '../backbone/place-scorer.ts';
import { trunkMaps } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import { writeOnnx } from '../weights/formats/onnx-writer.ts';
import { GraphRecorder } from './graph-recorder.ts';
import { resizeInGraph, resizeSquare } from './resample-graph.ts';
import { scoreInGraph, verdictInGraph } from './score-graph.ts';
import { placesInGraph } from './trunk-graph.ts';

function termPlan({ kind, scale, share }: PlaceTerm): ScorerPlan['terms'][number] {
  return { kind, usual: scale.usual, unit: scale.unit, share };
}

function planOf({ side, rule, terms }: PlaceScorer): ScorerPlan {
  return { side, rule, terms: terms.map(termPlan) };
}

export interface DetectorNumbers {
  readonly scorer: PlaceScorer;
  /** Of the frozen backbone. */
  readonly trunk: Values;
}

/**
 * Input `image` uint8 [1, H, W, 3]; outputs `score` float32 [1], `map` float32 [1, h, w], `verdict` int64 [1] (0 good, 1 look, 2 bad).
 * Opset 13.
 */
export function exportDetector(
  { scorer, trunk }: DetectorNumbers,
  passport: Omit<DetectorPassport, 'plan'>,
  limits: Limits,
): Uint8Array<ArrayBuffer> {
  const graph = new GraphRecorder();
  const { preparation } = passport;
  const working = resizeInGraph(graph, 'image', preparation.side, preparation.aspect);
  const levels = resizeSquare(graph, working, preparation.side, scorer.side);
  const rows = placesInGraph(graph, levels, scorer.side, trunk);
  const { places, score } = scoreInGraph(graph, rows, scorer);
  const grid = scorer.side / trunkMaps.fine.stride;
  graph.nameOutput(score, 'score');
  graph.nameOutput(graph.node('Reshape', [places, graph.integers([1, grid, grid])]), 'map');
  graph.nameOutput(verdictInGraph(graph, score, limits), 'verdict');
  return writeOnnx({
    name: 'kizu-detector',
    nodes: graph.nodes,
    tensors: graph.tensors,
    metadata: toMetadata({ ...passport, plan: planOf(scorer) }, limits),
    input: { name: 'image', shape: [1, 'height', 'width', 3], element: 'uint8' },
    outputs: [
      { name: 'score', shape: [1] },
      { name: 'map', shape: [1, grid, grid] },
      { name: 'verdict', shape: [1], element: 'int64' },
    ],
  });
}
