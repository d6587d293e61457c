/** Looks at one frame after another: takes normal ones that are fit, or has each judged. While one is judged, the next is read. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { adviseFrame, type FrameStatistics } from '../../../core/inspect/camera/frame-quality.ts';
import type { RegistrationLuma } from '../../../core/inspect/camera/phase-correlation.ts';
import type { Judged } from '../../../core/inspect/calibration.ts';
import type { DataClient } from '../../../worker/bridge/client-data.ts';
import type { LabClient } from '../../../worker/bridge/client-lab.ts';
import type { SeenFrame, UnlabelledUse } from '../../../worker/bridge/contract-data.ts';
import type { DatasetStage } from '../../dataset/dataset-stage.ts';
import { asProblem } from '../../problem.ts';
import type { InspectProblem, InspectState, Review } from '../inspect-stage.ts';
import { judgePart } from '../judging.ts';
import {
  wantedFrames,
  type CameraFrame,
  type CameraSession,
  type CameraState,
  type FrameSource,
  type KeptFrame,
} from './camera-stage.ts';
import { addKept, filesOf, nameOf } from './kept-frames.ts';
import { createReference, type Reference } from './reference.ts';

export interface SessionTools {
  /** Of Inspect, whose verdicts a kept frame joins. */
  readonly inspect: StoreApi<InspectState>;
  readonly data: Pick<DataClient, 'readFrame' | 'keepFrame'>;
  readonly lab: LabClient;
  readonly dataset: DatasetStage;
  /** Fits the current detector where it is not; `busy` while Inspect works for others. */
  readonly ready: () => Promise<'ready' | 'busy' | 'failed'>;
  readonly fail: (problem: InspectProblem) => void;
  readonly currentUse: () => UnlabelledUse;
}

/** Milliseconds between two frames that are taken: a part that is turned meanwhile is seen from all sides. */
const captureRest = 150;
/** Milliseconds between two frames that are only looked at. */
const lookRest = 100;
/** Frames that the rate is taken over. */
const timedFrames = 10;

const initial: CameraState = {
  mode: 'looking',
  isFrozen: false,
  isRegistered: false,
  frame: undefined,
  kept: [],
  hasNewFrames: false,
  framesPerSecond: undefined,
  problem: undefined,
};

/** Frames a second from when the last ones were judged. */
function createPace(): { readonly beat: (now: number) => number | undefined; readonly forget: () => void } {
  let times: number[] = [];
  return {
    beat(now) {
      times = [...times, now].slice(-timedFrames);
      const taken = now - (times[0] ?? now);
      return taken > 0 ? (1000 * (times.length - 1)) / taken : undefined;
    },
    forget() {
      times = [];
    },
  };
}

/** Keeps frames as files. */
function createKeeper(store: StoreApi<CameraState>, { data }: SessionTools, reference: Reference) {
  let number = 0;
  let takenAt = -Infinity;
  let sharpest: number | undefined;
  const normals = () => store.getState().kept.filter(({ review }) => review === 'normal').length;

  /** `undefined`, with a problem, where it is not held any more. */
  async function keep({ id }: Pick<SeenFrame, 'id'>, review: Review): Promise<KeptFrame | undefined> {
    const blob = await data.keepFrame(id);
    if (blob === undefined) {
      store.setState({ problem: { kind: 'too-old' } });
      return undefined;
    }
    const kept = { name: nameOf(number++), blob, review };
    store.setState((state) => ({ kept: [...state.kept, kept], hasNewFrames: true }));
    return kept;
  }

  return {
    keep,
    sharpest: () => sharpest,
    /** Takes a frame that is fit, unless one was taken just before. */
    async consider(seen: SeenFrame, { advice }: CameraFrame, now: number): Promise<void> {
      if (advice.length > 0 || now - takenAt < captureRest) return;
      takenAt = now;
      if (normals() === 0) reference.take(seen.luma);
      sharpest = Math.min(sharpest ?? 1, seen.statistics.blur);
      await keep(seen, 'normal');
      if (normals() >= wantedFrames) store.setState({ mode: 'looking' });
    },
    forget(): void {
      reference.forget();
      sharpest = undefined;
      store.setState({ kept: [], hasNewFrames: false });
    },
  };
}

type Keeper = ReturnType<typeof createKeeper>;

interface Looking {
  readonly store: StoreApi<CameraState>;
  readonly tools: SessionTools;
  readonly reference: Reference;
  readonly keeper: Keeper;
  readonly pace: ReturnType<typeof createPace>;
}

/** The loop over the frames of one source. */
function createLoop(
  { store, tools, reference, keeper, pace }: Looking,
  source: FrameSource,
  isOver: () => boolean,
) {
  function over(): Promise<RegistrationLuma | undefined> {
    const { isRegistered, mode } = store.getState();
    if (!isRegistered) return Promise.resolve(undefined);
    return mode === 'judging' ? reference.ofDataset() : Promise.resolve(reference.ofFrames());
  }

  /** One frame; waits while the picture is frozen, or another dataset is being made. */
  async function see(): Promise<SeenFrame | undefined> {
    const isHeld = () => store.getState().isFrozen || store.getState().mode === 'building';
    while (isHeld() && !isOver()) await source.rest(lookRest);
    const frame = isOver() ? undefined : await source.next();
    if (frame === undefined) return undefined;
    const use = { ...tools.currentUse(), path: 'camera.png', reference: await over() };
    return tools.data.readFrame(frame, use);
  }

  /** `undefined` where it was not judged now. */
  async function judge(seen: SeenFrame): Promise<Judged | undefined> {
    const readiness = await tools.ready();
    if (readiness === 'failed') store.setState({ mode: 'looking' });
    if (readiness !== 'ready' || isOver()) return undefined;
    const judged = await judgePart({ lab: tools.lab, isOver }, [seen.image]);
    if (judged.ok) return judged.value?.[0];
    tools.fail(judged.problem);
    store.setState({ mode: 'looking' });
    return undefined;
  }

  async function show(seen: SeenFrame, before: FrameStatistics | undefined): Promise<void> {
    const { id, image, statistics, shift } = seen;
    const advice = adviseFrame(statistics, before, keeper.sharpest());
    const frame: CameraFrame = { id, image, advice, shift, judged: undefined };
    const { mode } = store.getState();
    if (mode === 'capturing') await keeper.consider(seen, frame, source.now());
    const judged = mode === 'judging' ? await judge(seen) : undefined;
    if (isOver() || store.getState().isFrozen) return;
    const framesPerSecond = judged && pace.beat(source.now());
    store.setState({ frame: { ...frame, judged }, framesPerSecond });
    if (judged === undefined) await source.rest(lookRest);
  }

  return async () => {
    let before: FrameStatistics | undefined;
    let next = see();
    for (let seen = await next; seen !== undefined && !isOver(); seen = await next) {
      next = see();
      next.catch(() => undefined); // it is awaited once this frame was judged
      if (!store.getState().isFrozen) await show(seen, before);
      before = seen.statistics;
    }
  };
}

export function createCameraSession(tools: SessionTools): CameraSession {
  const { dataset, inspect } = tools;
  const store = createStore<CameraState>(() => initial);
  const pace = createPace();
  const reference = createReference(dataset);
  const keeper = createKeeper(store, tools, reference);
  const looking = { store, tools, reference, keeper, pace };
  let newest = 0;

  return {
    store,
    async run(source) {
      const mine = ++newest;
      const isOver = () => mine !== newest;
      pace.forget();
      store.setState({ mode: 'looking', isFrozen: false, frame: undefined, problem: undefined });
      try {
        await createLoop(looking, source, isOver)();
      } catch (error) {
        const { detail } = asProblem(error);
        if (!isOver()) store.setState({ problem: { kind: 'unexpected', detail } });
      }
      if (!isOver()) store.setState({ mode: 'looking' });
    },
    stop() {
      newest++;
      store.setState({ mode: 'looking', isFrozen: false, frame: undefined, framesPerSecond: undefined });
    },
    capture() {
      const isOn = store.getState().mode === 'capturing';
      store.setState({ mode: isOn ? 'looking' : 'capturing', isFrozen: false, problem: undefined });
    },
    async build(name) {
      store.setState({ mode: 'building', isFrozen: false, problem: undefined });
      const { kept } = store.getState();
      await dataset.importFiles(filesOf(name, kept));
      pace.forget();
      if (dataset.store.getState().dataset?.name === name)
        store.setState({ mode: 'judging', hasNewFrames: store.getState().kept !== kept });
      else store.setState({ mode: 'looking', problem: { kind: 'not-opened' } });
    },
    judge(isWanted) {
      pace.forget();
      store.setState({ mode: isWanted ? 'judging' : 'looking', isFrozen: false, problem: undefined });
    },
    freeze(isFrozen) {
      pace.forget();
      store.setState({ isFrozen });
    },
    register(isRegistered) {
      store.setState({ isRegistered });
    },
    async keep(review) {
      const { frame } = store.getState();
      if (frame === undefined) return;
      store.setState({ problem: undefined });
      const kept = await keeper.keep(frame, review);
      if (kept !== undefined && frame.judged !== undefined)
        addKept(inspect, { ...frame, judged: frame.judged }, kept);
    },
    forget() {
      keeper.forget();
    },
  };
}
