/** The data worker: draws built-in categories and imports dropped ones. One at a time: a newer request ends an older one. */
import { messageOf } from '../../core/message-of.ts';
import { isHeld, type Dataset, type DatasetItem, type HeldDataset } from '../../core/dataset/dataset.ts';
import { factsOf } from '../../core/dataset/facts.ts';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import type { RegionOfInterest } from '../../core/image/image.ts';
import { failure, type Result } from '../../core/result.ts';
import type { DataApi, ImportProblem, ImportProgress, TestsOf } from '../bridge/contract-data.ts';
import type { SampleName } from '../../core/dataset/samples/samples.ts';
import { inside, toDataset } from './fingerprint.ts';
import { importCategory } from './import.ts';
import { inspect } from './inspect.ts';
import { addTests, type FirstImages } from './more-tests.ts';
import { createFrames } from './frames.ts';
import { createKeptRuns } from './runs.ts';
import { createStorage } from './stored.ts';
import { createPhotos } from './photos.ts';
import { createUnlabelled } from './unlabelled.ts';
import type { RunStates } from './storage/run-states.ts';
import type { Shelf } from './storage/shelf.ts';
import type { Decode } from './pictures/pixels.ts';
import { previewImage } from './pictures/preview.ts';
import { pause } from '../bridge/pause.ts';

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
  /** Rejects if the browser lets nothing be stored. */
  readonly openShelf: () => Promise<Shelf>;
  readonly openRuns: () => Promise<RunStates>;
}

type Report = (progress: ImportProgress) => void;
type Refused = Result<never, ImportProblem>;

/** Every pixel buffer of some images once, for a transfer. */
export function pixelBuffers(items: Dataset['items']): ArrayBuffer[] {
  const buffers = items
    .filter(isHeld)
    .flatMap(({ image, mask }) => [image.data.buffer, ...(mask ? [mask.data.buffer] : [])]);
  return [...new Set(buffers)];
}

function whenAborted(signal: AbortSignal): Promise<Refused> {
  return new Promise((resolve) => {
    const settle = () => {
      resolve(failure({ kind: 'cancelled' }));
    };
    signal.addEventListener('abort', settle, { once: true });
  });
}

/** One piece of work at a time: a newer one ends an older one. */
interface Turns {
  begin(): AbortController;
  /** Settles at once when a newer request or a cancel comes; a defect is reported as a problem. */
  attempt<Value>(
    work: (signal: AbortSignal) => Promise<Result<Value, ImportProblem>>,
  ): Promise<Result<Value, ImportProblem>>;
  end(): Promise<void>;
}

function createTurns(): Turns {
  let running = new AbortController();

  function begin(): AbortController {
    running.abort();
    running = new AbortController();
    return running;
  }

  return {
    begin,
    attempt(work) {
      const controller = begin();
      const { signal } = controller;
      const outcome = work(signal).catch((error: unknown) =>
        failure<ImportProblem>({ kind: 'unexpected', detail: messageOf(error) }),
      );
      return Promise.race([outcome, whenAborted(signal)]).finally(() => {
        controller.abort(); // what a failure left running stops too
      });
    },
    end() {
      running.abort();
      return Promise.resolve();
    },
  };
}

export function createDataWorker({ decode, samples, openShelf, openRuns }: DataTools): DataApi {
  const storage = createStorage(openShelf);
  const loads = createTurns();
  const inspections = createTurns();
  const previews = createTurns();
  let wanted: string | undefined;

  /** Lets messages in after each image, so that progress is seen and a cancel heard; then rejects. */
  async function drawSample(
    name: SampleName,
    report: Report,
    region?: RegionOfInterest,
  ): Promise<HeldDataset> {
    const { signal } = loads.begin();
    const total = samples.count(name);
    const items: DatasetItem[] = [];
    for (const item of samples.draw(name, sampleSide)) {
      items.push({ ...item, facts: factsOf(item.image) });
      const preview = items.length === previewCount ? { preview: items.slice() } : {};
      report({ done: items.length, total, path: item.path, ...preview });
      await pause();
      signal.throwIfAborted();
    }
    const dataset = await toDataset(name, 'sample', items);
    return region === undefined ? dataset : inside(dataset, region);
  }

  /** What `use` makes of a dataset's images; `undefined` where it is not there. */
  function withFirst<Value>(
    to: TestsOf,
    use: (first: FirstImages) => Promise<Value>,
  ): Promise<Value | undefined> {
    if ('id' in to)
      return storage.each(to.id, ({ entries, ...first }) => use({ ...first, count: entries.length }));
    const { sample } = to;
    const items = samples.draw(sample, sampleSide);
    const first = { name: sample, preparation: defaultPreparation, problems: [] };
    return use({ ...first, count: samples.count(sample), items });
  }

  return {
    drawSample,
    inspect(sources, report) {
      wanted = undefined;
      return inspections.attempt((signal) => inspect(sources, { report, signal, wanted: () => wanted }));
    },
    wantCategory(name) {
      wanted = name;
      return Promise.resolve();
    },
    importCategory: (request, report) =>
      loads.attempt((signal) => importCategory(request, { decode, report, signal, stage: storage.stage })),
    async previewImage(request) {
      const outcome = await previews.attempt((signal) => previewImage(request, decode, signal));
      return outcome.ok ? outcome.value : undefined;
    },
    listStored: storage.list,
    openStored: (id, use, report) => loads.attempt(() => storage.open(id, use, report)),
    addTests: (to, tests, report) =>
      loads.attempt(async (signal) => {
        const tools = { decode, report, signal, stage: storage.stage };
        const outcome = await withFirst(to, (first) => addTests(first, tests, tools));
        return outcome ?? failure({ kind: 'not-stored' });
      }),
    lookAtStored: storage.look,
    removeStored: storage.remove,
    exportStored: storage.pack,
    ...createUnlabelled(decode),
    ...createPhotos(decode),
    ...createFrames(),
    ...createKeptRuns(openRuns),
    cancel: () => loads.end(),
    cancelInspection: () => inspections.end(),
  };
}
