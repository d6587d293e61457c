/** What a person says of verdicts reaches the detector: false alarms join what it knows as normal, defects test or teach it, each to be undone. */
import type { StoreApi } from 'zustand/vanilla';
import type { Calibration, Judged } from '../../core/inspect/calibration.ts';
import type { Corrected } from '../../core/inspect/correction.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { UnlabelledUse } from '../../worker/bridge/contract-data.ts';
import type { WantedAddition } from '../../worker/bridge/contract-lab.ts';
import type { Correction, InspectedItem, InspectProblem, InspectState } from './inspect-stage.ts';

/** Images judged again in one call: the list fills as they come. */
const partSize = 16;

export interface CorrectingTools {
  readonly store: StoreApi<InspectState>;
  readonly data: DataClient;
  readonly lab: LabClient;
  readonly use: () => UnlabelledUse;
  /** Whether the detector that is corrected is not the current one any more. */
  readonly isOver: () => boolean;
}

/** Asked for again where other work came between; `undefined` where it is over. */
async function until<Part extends { readonly kind: string }>(
  ask: () => Promise<Result<Part, InspectProblem>>,
  isOver: () => boolean,
): Promise<Result<Exclude<Part, { readonly kind: 'stopped' | 'ended' }> | undefined, InspectProblem>> {
  while (!isOver()) {
    const found = await ask();
    if (!found.ok) return found;
    if (found.value.kind === 'ended') return failure({ kind: 'detector-changed' });
    if (found.value.kind !== 'stopped')
      return success(found.value as Exclude<Part, { readonly kind: 'stopped' | 'ended' }>);
  }
  return success(undefined);
}

async function readAgain({ data, use }: CorrectingTools, { source }: Pick<Correction, 'source'>) {
  if (source === undefined) return undefined;
  const read = await data.readUnlabelled(source, use()).catch(() => undefined);
  return read?.ok === true ? read.value.image : undefined;
}

function change({ store }: CorrectingTools, id: number, judged: Judged): void {
  store.setState(({ items }) => ({
    items: items.map((item) =>
      item.id === id
        ? { ...item, firstScore: item.firstScore ?? item.score, score: judged.score, map: judged.map }
        : item,
    ),
  }));
}

/** One whose sight the lab has let go is read from its file again; `false` where that cannot be. */
async function judgeFromFile(
  tools: CorrectingTools,
  item: InspectedItem,
): Promise<Result<boolean | undefined, InspectProblem>> {
  const image = await readAgain(tools, item);
  if (image === undefined) return success(false);
  const judged = await until(() => tools.lab.judge([image], [item.id]), tools.isOver);
  if (!judged.ok || judged.value === undefined) return judged.ok ? success(undefined) : judged;
  const [one] = judged.value.images;
  if (one !== undefined) change(tools, item.id, one);
  return success(true);
}

/** Judges all that was judged anew, the highest scores first; ids of those that cannot be. */
async function rejudgeAll(tools: CorrectingTools): Promise<Result<number[] | undefined, InspectProblem>> {
  const { store, lab, isOver } = tools;
  const items = [...store.getState().items].sort((a, b) => b.score - a.score);
  const outdated: number[] = [];
  for (let first = 0; first < items.length; first += partSize) {
    const part = items.slice(first, first + partSize);
    const found = await until(() => lab.rejudge(part.map(({ id }) => id)), isOver);
    if (!found.ok || found.value === undefined) return found.ok ? success(undefined) : found;
    for (const [i, item] of part.entries()) {
      const judged = found.value.images[i];
      if (judged !== undefined) {
        change(tools, item.id, judged);
        continue;
      }
      const read = await judgeFromFile(tools, item);
      if (!read.ok || read.value === undefined) return read.ok ? success(undefined) : read;
      if (!read.value) outdated.push(item.id);
    }
  }
  return success(outdated);
}

function take({ store }: CorrectingTools, first: Calibration, corrected: Corrected): void {
  const { calibration, check, leftOut, unknown, judgesAnew } = corrected;
  store.setState(({ basis, corrections }) => ({
    basis: basis && { ...basis, calibration },
    corrections: {
      ...corrections,
      list: corrections.list.filter(({ id }) => !unknown.includes(id)),
      defects: corrections.defects.filter(({ id }) => !unknown.includes(id)),
      lost: corrections.lost + unknown.length,
      isStale: corrections.isStale || judgesAnew,
      first,
      check,
      leftOut,
    },
  }));
}

/** With their pixels, where they can be had. */
async function readEach(tools: CorrectingTools, wanted: readonly Correction[]): Promise<WantedAddition[]> {
  const read: WantedAddition[] = [];
  for (const one of wanted) read.push({ id: one.id, image: await readAgain(tools, one) });
  return read;
}

/** Brings the detector to the lists as they are now. */
export async function applyCorrections(tools: CorrectingTools): Promise<Result<void, InspectProblem>> {
  const { store, lab, isOver } = tools;
  const { corrections, basis } = store.getState();
  if (basis === undefined) return success(undefined);
  const { learnsDefects, list, defects } = corrections;
  const taught = {
    normals: await readEach(tools, list),
    defects: await readEach(tools, defects),
    learnsDefects,
  };
  const found = await until(() => lab.correct(taught), isOver);
  if (!found.ok || found.value === undefined) return found.ok ? success(undefined) : found;
  take(tools, corrections.first ?? basis.calibration, found.value.corrected);
  if (!store.getState().corrections.isStale) return success(undefined);
  const outdated = await rejudgeAll(tools);
  if (!outdated.ok) return outdated;
  if (outdated.value !== undefined && !isOver()) {
    const after = { outdated: outdated.value, isStale: false };
    store.setState((state) => ({ corrections: { ...state.corrections, ...after } }));
  }
  return success(undefined);
}
