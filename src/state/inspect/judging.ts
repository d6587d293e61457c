/** Fits the detector, then streams files through the data worker and the lab: while some are judged, the next are opened. */
import { summaryOf } from '../../core/dataset/dataset.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import {
  differencesOf,
  normalFacts,
  traitsOf,
  type ComparedFacts,
  type NormalTraits,
} from '../../core/inspect/unlikeness.ts';
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

/** What of an image's facts goes into a file. */
function comparedOf({ file, medianGray, contrast, sharpness, hasColour }: ComparedFacts): ComparedFacts {
  return { ...(file && { file }), medianGray, contrast, sharpness, hasColour };
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
  if (begun.value === undefined) return success(undefined);
  const { corrects, learnsDefects, ...calibration } = begun.value;
  if (calibration.normals.length === 0) return failure({ kind: 'nothing-held-out' });
  const normals = normalFacts(dataset.items);
  return success({
    dataset: summaryOf(dataset),
    experiment,
    calibration,
    corrects,
    learnsDefects,
    normals,
  });
}

interface FileTools extends Pick<JudgingTools, 'store' | 'lab' | 'isOver'> {
  readonly fail: (problem: InspectProblem) => void;
}

/** Takes the detector of a file; what was judged before goes, which `empty` stands for. */
export async function openFile(
  { store, lab, isOver, fail }: FileTools,
  file: File,
  empty: Partial<InspectState>,
): Promise<void> {
  const { status } = store.getState();
  store.setState({ status: 'fitting', problem: undefined });
  const found = await lab.openDetector(file);
  if (isOver()) return;
  if (!found.ok) fail(found.problem);
  else if (found.value === undefined) store.setState({ status });
  else if (found.value.kind === 'refused')
    fail({ kind: 'detector-file', name: file.name, problem: found.value.problem });
  else {
    const { passport, error } = found.value;
    const { dataset, experiment, calibration, normals, falseAlarmRate } = passport;
    const basis = { dataset, experiment, calibration, normals };
    store.setState({
      ...empty,
      falseAlarmRate,
      alarmCosts: undefined,
      basis,
      opened: { name: file.name, passport, error },
    });
  }
}

/** The fitted detector as a file; `undefined` where it cannot be had, or was called off. */
export async function saveFitted(
  { store, lab, isOver, fail }: FileTools,
  { preparation, medianGray }: UnlabelledUse,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { basis, falseAlarmRate, status } = store.getState();
  if (basis === undefined) return undefined;
  if (medianGray !== undefined) {
    fail({ kind: 'not-saved', why: 'equalised' });
    return undefined;
  }
  store.setState({ status: 'fitting', problem: undefined });
  const { dataset, normals } = basis;
  const { side, aspect } = preparation;
  const wanted = { dataset, normals: normals.map(comparedOf), preparation: { side, aspect }, falseAlarmRate };
  const saved = await lab.saveDetector(wanted);
  if (isOver()) return undefined;
  if (!saved.ok) {
    fail(saved.problem);
    return undefined;
  }
  const { value } = saved;
  if (value?.kind === 'saved') {
    store.setState({ status: status === 'failed' ? 'idle' : status });
    return value.bytes;
  }
  fail(value ? { kind: 'not-saved', why: value.why } : { kind: 'detector-changed' });
  return undefined;
}

/** The scores of a part, asked for again where other work came between, or where the device was lost once. */
export async function judgePart(
  { lab, isOver }: Pick<JudgingTools, 'lab' | 'isOver'>,
  images: readonly Pick<UnlabelledImage, 'image'>[],
  ids?: readonly number[],
): Promise<Result<readonly Judged[] | undefined, InspectProblem>> {
  if (images.length === 0) return success([]);
  let isSecondTry = false;
  while (!isOver()) {
    const judged = await lab.judge(
      images.map(({ image }) => image),
      ids,
    );
    if (!judged.ok) {
      if (judged.problem.kind !== 'device-lost' || isSecondTry) return judged;
      isSecondTry = true;
    } else if (judged.value.kind === 'ended') return failure({ kind: 'detector-changed' });
    else if (judged.value.kind === 'judged') return success(judged.value.images);
  }
  return success(undefined);
}

/** Ids for so many images, which no other one has. */
export function takeIds(store: StoreApi<InspectState>, count: number): number[] {
  const { nextId } = store.getState();
  store.setState({ nextId: nextId + count });
  return Array.from({ length: count }, (_, i) => nextId + i);
}

interface Adding {
  readonly ids: readonly number[];
  readonly traits: NormalTraits;
  readonly sources: ReadonlyMap<string, SourceFile>;
}

export function addItems(
  store: StoreApi<InspectState>,
  images: readonly Omit<UnlabelledImage, 'image'>[],
  judged: readonly Judged[],
  { traits, sources, ids }: Adding,
): void {
  const { items } = store.getState();
  const added = images.flatMap(({ path, thumbnail, facts }, i): InspectedItem[] => {
    const [found, id] = [judged[i], ids[i]];
    if (found === undefined || id === undefined) return [];
    const { file, medianGray, contrast, sharpness, hasColour } = facts;
    return [
      {
        id,
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

export function addProblems(store: StoreApi<InspectState>, problems: UnlabelledPart['problems']): void {
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
    const ids = takeIds(store, images.length);
    const judged = await judgePart(tools, images, ids);
    if (!judged.ok) return judged;
    if (judged.value !== undefined && !isOver()) addItems(store, images, judged.value, { ...adding, ids });
  }
  return success(undefined);
}
