/** Fits the detector, then streams files through the data worker and the lab: while some are judged, the next are opened. */
import type { StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { differencesOf, normalFacts, traitsOf, type NormalTraits } from '../../core/inspect/unlikeness.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type {
  SourceFile,
  UnlabelledImage,
  UnlabelledPart,
  UnlabelledUse,
} from '../../worker/bridge/contract-data.ts';
import type { Judged } from '../../core/inspect/calibration.ts';
import type { InspectedItem, InspectionBasis, InspectProblem, InspectState } from './inspect-stage.ts';

/** Images judged in one call: the page hands 3 MB over at 256 px, and other work waits for no more than these. */
const partSize = 8;

interface JudgingTools {
  readonly store: StoreApi<InspectState>;
  readonly data: DataClient;
  readonly lab: LabClient;
  /** Whether this piece of work was called off. */
  readonly isOver: () => boolean;
}

/** Fits the detector; `undefined` if that was called off. */
export async function fitDetector(
  { store, lab }: Pick<JudgingTools, 'store' | 'lab'>,
  dataset: Dataset,
  experiment: Experiment,
): Promise<Result<InspectionBasis | undefined, InspectProblem>> {
  await lab.load(dataset);
  const begun = await lab.beginInspection(experiment, (events) => {
    for (const event of events)
      if (event.type === 'bank') store.setState({ bankDone: event.done, bankTotal: event.total });
  });
  if (!begun.ok) return begun;
  const calibration = begun.value;
  if (calibration === undefined) return success(undefined);
  if (calibration.normals.length === 0) return failure({ kind: 'nothing-held-out' });
  const { name, fingerprint, counts } = dataset;
  const normals = normalFacts(dataset.items);
  return success({ dataset: { name, fingerprint, counts }, experiment, calibration, normals });
}

/** The scores of a part, asked for again where other work came between, or where the device was lost once. */
async function judgePart(
  { lab, isOver }: JudgingTools,
  images: readonly UnlabelledImage[],
): Promise<Result<readonly Judged[] | undefined, InspectProblem>> {
  if (images.length === 0) return success([]);
  let isSecondTry = false;
  while (!isOver()) {
    const judged = await lab.judge(images.map(({ image }) => image));
    if (!judged.ok) {
      if (judged.problem.kind !== 'device-lost' || isSecondTry) return judged;
      isSecondTry = true;
    } else if (judged.value.kind === 'ended') return failure({ kind: 'detector-changed' });
    else if (judged.value.kind === 'judged') return success(judged.value.images);
  }
  return success(undefined);
}

interface Adding {
  readonly traits: NormalTraits;
  readonly sources: ReadonlyMap<string, SourceFile>;
}

function addItems(
  store: StoreApi<InspectState>,
  images: readonly UnlabelledImage[],
  judged: readonly Judged[],
  { traits, sources }: Adding,
): void {
  const { items } = store.getState();
  const added = images.flatMap(({ path, thumbnail, facts }, i): InspectedItem[] => {
    const found = judged[i];
    if (found === undefined) return [];
    const { file, medianGray, contrast, sharpness, hasColour } = facts;
    return [
      {
        id: items.length + i,
        path,
        score: found.score,
        map: found.map,
        thumbnail,
        facts: { ...(file && { file }), medianGray, contrast, sharpness, hasColour },
        differences: differencesOf(facts, traits),
        source: sources.get(path),
      },
    ];
  });
  store.setState({ items: [...items, ...added] });
}

function addProblems(store: StoreApi<InspectState>, problems: UnlabelledPart['problems']): void {
  if (problems.length > 0)
    store.setState((state) => ({ fileProblems: [...state.fileProblems, ...problems] }));
}

/** Judges every file that can be read; ends early where it is called off. */
export async function judgeFiles(
  tools: JudgingTools,
  files: readonly SourceFile[],
  use: UnlabelledUse,
): Promise<Result<void, InspectProblem>> {
  const { store, data, isOver } = tools;
  const { basis } = store.getState();
  const adding = {
    traits: traitsOf(basis?.normals ?? []),
    sources: new Map(files.map((file) => [file.path, file])),
  };
  await data.openUnlabelled(files, use);
  let next: Promise<UnlabelledPart> | undefined = data.nextUnlabelled(partSize);
  while (next !== undefined && !isOver()) {
    const { images, problems, isLast }: UnlabelledPart = await next;
    if (isOver()) break;
    next = isLast ? undefined : data.nextUnlabelled(partSize);
    next?.catch(() => undefined); // it is awaited below, unless judging ends first
    addProblems(store, problems);
    const judged = await judgePart(tools, images);
    if (!judged.ok) return judged;
    if (judged.value !== undefined && !isOver()) addItems(store, images, judged.value, adding);
  }
  return success(undefined);
}
