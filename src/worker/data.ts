/** The data worker: draws built-in categories and imports dropped ones. One at a time: a newer request ends an older one. */
import type { Dataset, DatasetItem } from '../core/dataset/dataset.ts';
import { failure, type Result } from '../core/result.ts';
import type { DataApi, ImportOutcome, ImportProblem, ImportProgress, SampleName } from './contract.ts';
import { toDataset } from './data-fingerprint.ts';
import { importCategory } from './data-import.ts';
import { messageOf, type Decode } from './data-picture.ts';
import { pause } from './pause.ts';

/** Side of a built-in image in pixels. */
const sampleSide = 256;

/** Images shown while the rest is drawn: as many as the gallery cuts from. */
const previewCount = 24;

export interface SampleSource {
  readonly count: (name: SampleName) => number;
  /** Draws each item as it is asked for. */
  readonly draw: (name: SampleName, side: number) => Iterable<DatasetItem>;
}

export interface DataTools {
  readonly decode: Decode;
  readonly samples: SampleSource;
}

type Report = (progress: ImportProgress) => void;
type Imported = Result<ImportOutcome, ImportProblem>;

/** Every pixel buffer of a dataset once, for a transfer. */
export function datasetBuffers({ items }: Dataset): ArrayBuffer[] {
  const buffers = items.flatMap(({ image, mask }) => [
    image.data.buffer,
    ...(mask ? [mask.data.buffer] : []),
  ]);
  return [...new Set(buffers)];
}

function whenAborted(signal: AbortSignal): Promise<Imported> {
  return new Promise((resolve) => {
    const settle = () => {
      resolve(failure({ kind: 'cancelled' }));
    };
    signal.addEventListener('abort', settle, { once: true });
  });
}

export function createDataWorker({ decode, samples }: DataTools): DataApi {
  let running = new AbortController();

  function begin(): AbortController {
    running.abort();
    running = new AbortController();
    return running;
  }

  /** Lets messages in after each image, so that progress is seen and a cancel heard; then rejects. */
  async function drawSample(name: SampleName, report: Report): Promise<Dataset> {
    const { signal } = begin();
    const total = samples.count(name);
    const items: DatasetItem[] = [];
    for (const item of samples.draw(name, sampleSide)) {
      items.push(item);
      const preview = items.length === previewCount ? { preview: items.slice() } : {};
      report({ done: items.length, total, path: item.path, ...preview });
      await pause();
      signal.throwIfAborted();
    }
    return toDataset(name, 'sample', items);
  }

  return {
    drawSample,
    importCategory(request, report) {
      const controller = begin();
      const { signal } = controller;
      const work = importCategory(request, { decode, report, signal }).catch((error: unknown): Imported =>
        failure({ kind: 'unexpected', detail: messageOf(error) }),
      );
      return Promise.race([work, whenAborted(signal)]).finally(() => {
        controller.abort(); // what a failure left running stops too
      });
    },
    cancel() {
      running.abort();
      return Promise.resolve();
    },
  };
}
