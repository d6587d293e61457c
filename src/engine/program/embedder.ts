/** Embeds pictures with planned kernel calls: programs are made for a few numbers of pictures and kept. */
import type { PackedImages } from '../../core/views/packed.ts';
import type { ViewParameters } from '../../core/views/view.ts';
import { viewTable } from '../kernels/views.ts';
import { generatorOf, type Network } from '../networks/network.ts';
import { sizeOf } from '../networks/parameters.ts';
import { compileProgram, type Program } from './compile.ts';
import { planEmbedding, planGeneration, type EmbeddingPlan, type GenerationPlan } from './embedding-plan.ts';
import type { Layouts } from './layouts.ts';
import { readNumbers, type Arenas } from './storage.ts';

export interface Embedder {
  /** One array an output wanted, of all pictures seen the same way. */
  evaluate(pictures: PackedImages, wanted: readonly string[], view: ViewParameters): Promise<Float32Array[]>;
  /** Pictures of codes [count, length] by the network's generator. Rejects if it has none. */
  generate(codes: Float32Array<ArrayBuffer>): Promise<Float32Array>;
  dispose(): void;
}

/** Pictures embedded at once, at most. */
const mostPictures = 64;

/** Side of pictures of which so many fit, where a network has maps of the size of its input: their memory grows with the pixels. */
const fullSizeSide = 64;

/** How many pictures of `side` a network is shown at once. */
export function picturesAtOnce({ outputs }: Pick<Network, 'outputs'>, side: number): number {
  const isFullSize = Object.values(outputs).some(({ stride }) => stride === 1);
  if (!isFullSize) return mostPictures;
  return Math.max(1, Math.min(mostPictures, Math.floor(mostPictures * (fullSizeSide / side) ** 2)));
}

interface EmbeddingProgram extends EmbeddingPlan {
  readonly program: Program;
}

interface GenerationProgram extends GenerationPlan {
  readonly program: Program;
}

function* chunksOf({ data, side, count }: PackedImages, most: number): Generator<PackedImages> {
  const size = side * side * 4;
  for (let first = 0; first < count; first += most) {
    const end = Math.min(count, first + most);
    yield { side, count: end - first, data: data.subarray(first * size, end * size) };
  }
}

export function joinRows(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

async function embedChunk(
  gpu: GPUDevice,
  { program, outputs, ...inputs }: EmbeddingProgram,
  pictures: PackedImages,
  parameters: ViewParameters,
): Promise<Float32Array[]> {
  const views = Array.from({ length: inputs.pictures.shape[0] }, (_, source) => ({ source, parameters }));
  gpu.queue.writeBuffer(program.bufferOf(inputs.pictures), 0, pictures.data);
  gpu.queue.writeBuffer(program.bufferOf(inputs.table), 0, viewTable(views, pictures.side));
  program.run(0);
  const reading = outputs.map((value) => {
    const length = sizeOf(value.shape) / value.shape[0];
    return readNumbers(gpu, program.bufferOf(value), pictures.count * length);
  });
  return Promise.all(reading);
}

export function createEmbedder(
  gpu: GPUDevice,
  network: Network,
  { layouts, arenas }: { readonly layouts: Layouts; readonly arenas: Arenas },
): Embedder {
  const programs = new Map<string, Promise<EmbeddingProgram>>();

  /** Programs for a power of two of pictures, so that few are made. */
  function programFor({ count, side }: PackedImages, wanted: readonly string[]): Promise<EmbeddingProgram> {
    const rounded = Math.min(mostPictures, 2 ** Math.ceil(Math.log2(count)));
    const key = `${rounded} ${side} ${wanted.join(' ')}`;
    const make = async () => {
      const planned = planEmbedding(network, { count: rounded, side }, wanted, layouts);
      return { ...planned, program: await compileProgram(gpu, planned.plan, arenas) };
    };
    const program = programs.get(key) ?? make();
    programs.set(key, program);
    return program;
  }

  /** Kept for as many codes as were last asked for. */
  let generation: { readonly count: number; readonly ready: Promise<GenerationProgram> } | undefined;

  function generationFor(count: number): Promise<GenerationProgram> {
    if (generation?.count === count) return generation.ready;
    const old = generation;
    const make = async () => {
      (await old?.ready)?.program.dispose();
      const planned = planGeneration(network, count, layouts);
      return { ...planned, program: await compileProgram(gpu, planned.plan, arenas) };
    };
    generation = { count, ready: make() };
    return generation.ready;
  }

  return {
    async generate(numbers) {
      const count = numbers.length / generatorOf(network).length;
      const { program, codes, pictures } = await generationFor(count);
      gpu.queue.writeBuffer(program.bufferOf(codes), 0, numbers);
      program.run(0);
      return readNumbers(gpu, program.bufferOf(pictures), sizeOf(pictures.shape));
    },
    async evaluate(pictures, wanted, view) {
      const parts: Float32Array[][] = [];
      for (const chunk of chunksOf(pictures, picturesAtOnce(network, pictures.side))) {
        parts.push(await embedChunk(gpu, await programFor(chunk, wanted), chunk, view));
      }
      return (parts.at(0) ?? []).map((_, i) => joinRows(parts.map((part) => part[i])));
    },
    dispose() {
      const release = ({ program }: Pick<EmbeddingProgram, 'program'>) => {
        program.dispose();
      };
      for (const program of programs.values()) void program.then(release, () => undefined);
      void generation?.ready.then(release, () => undefined);
    },
  };
}
