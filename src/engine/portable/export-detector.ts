/**
 * A fitted detector as one ONNX file: an image of bytes in, of any size; score, map and verdict out. Resizing, network, numbers of its
 * judgement and limits lie in it, so that whoever runs it needs nothing of Kizu.
 */
import type { RegionOfInterest } from '../../core/image/image.ts';
import type { CropPlan, DetectorPassport, ScorerPlan } from '../../core/inspect/passport.ts';
import { toMetadata } from '../../core/inspect/passport-file.ts';
import type { Limits } from '../../core/inspect/verdict.ts';
import { cellGrid, countedPlaces } from '../../core/scoring/counted-places.ts';
import type { PlaceScorer, PlaceTerm } from '../backbone/place-scorer.ts';
import type { CropScorer, RowScorer } from '../evaluation/crop-scorer.ts';
import { countedCrops, cropPlaces } from '../evaluation/crops.ts';
import { trunkMaps } from '../networks/mobilenet-v2.ts';
import type { Values } from '../networks/parameters.ts';
import { writeOnnx } from '../weights/formats/onnx-writer.ts';
import { cropsInGraph, embeddingsInGraph, scoreRowsInGraph, type NetworkNumbers } from './crop-graph.ts';
import { GraphRecorder } from './graph-recorder.ts';
import { countInGraph, fillInGraph } from './region-graph.ts';
import { resizeInGraph, resizeSquare } from './resample-graph.ts';
import { scoreInGraph, verdictInGraph } from './score-graph.ts';
import { placesInGraph } from './trunk-graph.ts';

function termPlan({ kind, scale, share }: PlaceTerm): ScorerPlan['terms'][number] {
  return { kind, usual: scale.usual, unit: scale.unit, share };
}

function rowsPlan(rows: RowScorer): CropPlan['rows'] {
  if (rows.kind === 'cosines') return { kind: rows.kind, neighbours: rows.neighbours };
  const { kind, isUnit, terms, known } = rows;
  return { kind, isUnit, terms: terms.length, hasKnown: known !== undefined };
}

/** What judges, and what it sees with. */
export type DetectorNumbers =
  | {
      readonly kind: 'places';
      readonly scorer: PlaceScorer;
      /** Of the frozen backbone. */ readonly trunk: Values;
    }
  | { readonly kind: 'crops'; readonly scorer: CropScorer; readonly seen: NetworkNumbers };

function planOf(numbers: DetectorNumbers): DetectorPassport['plan'] {
  if (numbers.kind === 'crops') {
    const { scorer, seen } = numbers;
    return { kind: 'crops', normalisation: seen.network.normalisation, rows: rowsPlan(scorer.rows) };
  }
  const { side, rule, terms } = numbers.scorer;
  return { side, rule, terms: terms.map(termPlan) };
}

/** By name: scores of places [m] and the image's [1]; `grid` places lie in a row of the map. */
interface Judged {
  readonly places: string;
  readonly score: string;
  readonly grid: number;
}

/** A working copy of the image, [1, 3, side, side] in 64-bit floats, and the part of it that counts. */
interface Working {
  readonly levels: string;
  readonly side: number;
  readonly region: RegionOfInterest | undefined;
}

function judgeInGraph(
  graph: GraphRecorder,
  { levels, side, region }: Working,
  numbers: DetectorNumbers,
): Judged {
  if (numbers.kind === 'crops') {
    const { shape, rows } = numbers.scorer;
    const crops = cropsInGraph(graph, levels, side, shape);
    const scores = scoreRowsInGraph(graph, embeddingsInGraph(graph, crops, numbers.seen), rows);
    const count = shape.trainOn === 'crops' ? cropPlaces(shape).length : 1;
    const places = countInGraph(graph, scores, countedCrops(count, shape, region));
    const score = graph.node('ReduceMax', [places], { integers: { axes: [0], keepdims: 1 } });
    const grid = Math.sqrt(count);
    return { places, score, grid };
  }
  const { scorer, trunk } = numbers;
  const seen = resizeSquare(graph, levels, side, scorer.side);
  const rows = placesInGraph(graph, seen, scorer.side, trunk);
  const grid = scorer.side / trunkMaps.fine.stride;
  const cells = region && countedPlaces(region, cellGrid(grid));
  const counted = (scores: string) => countInGraph(graph, scores, cells);
  return { ...scoreInGraph(graph, rows, scorer, counted), grid };
}

/**
 * Input `image` uint8 [1, H, W, 3]; outputs `score` float32 [1], `map` float32 [1, h, w], `verdict` int64 [1] (0 good, 1 look, 2 bad).
 * Opset 13.
 */
export function exportDetector(
  numbers: DetectorNumbers,
  passport: Omit<DetectorPassport, 'plan'>,
  limits: Limits,
): Uint8Array<ArrayBuffer> {
  const graph = new GraphRecorder();
  const { side, aspect } = passport.preparation;
  const { region } = passport.dataset;
  const levels = fillInGraph(graph, resizeInGraph(graph, 'image', side, aspect), side, region);
  const { places, score, grid } = judgeInGraph(graph, { levels, side, region }, numbers);
  graph.nameOutput(score, 'score');
  graph.nameOutput(graph.node('Reshape', [places, graph.integers([1, grid, grid])]), 'map');
  graph.nameOutput(verdictInGraph(graph, score, limits), 'verdict');
  return writeOnnx({
    name: 'kizu-detector',
    nodes: graph.nodes,
    tensors: graph.tensors,
    metadata: toMetadata({ ...passport, plan: planOf(numbers) }, limits),
    input: { name: 'image', shape: [1, 'height', 'width', 3], element: 'uint8' },
    outputs: [
      { name: 'score', shape: [1] },
      { name: 'map', shape: [1, grid, grid] },
      { name: 'verdict', shape: [1], element: 'int64' },
    ],
  });
}
