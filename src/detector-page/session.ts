/** What the page of a detector knows: which detector is open, what it judged, and what went wrong. */
import type { Remote } from 'comlink';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Judged } from '../core/inspect/calibration.ts';
import { limitsOfPassport, type DetectorFileProblem } from '../core/inspect/passport.ts';
import type { Limits } from '../core/inspect/verdict.ts';
import type { RgbImage } from '../core/image/image.ts';
import { messageOf } from '../core/message-of.ts';
import type { Language } from '../core/text.ts';
import type { FileProblem, SourceFile } from '../state/worker-types.ts';
import type { JudgeApi, OpenedDetector } from './contract.ts';

export interface SessionDetector extends OpenedDetector {
  readonly name: string;
  readonly limits: Limits;
}

export interface JudgedItem extends Judged {
  /** Place in the order of judging, from 0. */
  readonly id: number;
  readonly path: string;
  readonly thumbnail: RgbImage;
}

export type SessionProblem =
  | { readonly kind: 'detector-file'; readonly name: string; readonly problem: DetectorFileProblem }
  /** The file holds no scores of normal images. */
  | { readonly kind: 'no-limits'; readonly name: string }
  /** Images came before a detector. */
  | { readonly kind: 'no-detector-yet' }
  | { readonly kind: 'failed'; readonly message: string };

export interface SessionState {
  readonly language: Language;
  readonly status: 'idle' | 'opening' | 'judging';
  readonly detector: SessionDetector | undefined;
  readonly items: readonly JudgedItem[];
  readonly unread: readonly FileProblem[];
  /** Files that are still to be judged. */
  readonly waiting: number;
  readonly problem: SessionProblem | undefined;
}

export interface Session {
  readonly store: StoreApi<SessionState>;
  readonly setLanguage: (language: Language) => void;
  /** Files that were dropped or chosen: a detector is opened, whatever else there is is judged. */
  readonly take: (files: readonly SourceFile[], unread?: readonly FileProblem[]) => Promise<void>;
  /** Ends judging; what was judged stays. */
  readonly stop: () => void;
  readonly clear: () => void;
  /** With the working copy of the frame. */
  readonly judgeFrame: (frame: ImageBitmap) => Promise<Awaited<ReturnType<JudgeApi['judgeFrame']>>>;
}

const isDetector = ({ path }: SourceFile) => /\.onnx$/i.test(path);

export function createSession(
  judge: Pick<Remote<JudgeApi>, keyof JudgeApi>,
  {
    language,
    transferFrame,
  }: { readonly language: Language; readonly transferFrame: (frame: ImageBitmap) => ImageBitmap },
): Session {
  const store = createStore<SessionState>(() => ({
    language,
    status: 'idle',
    detector: undefined,
    items: [],
    unread: [],
    waiting: 0,
    problem: undefined,
  }));
  let queue: SourceFile[] = [];

  /** Files one after another, until none is left. */
  async function work(): Promise<void> {
    store.setState({ status: 'judging', problem: undefined });
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { path, blob } = next;
      const judged = await judge.judgeFile(blob);
      store.setState(({ items, unread }) =>
        judged.ok
          ? { items: [...items, { id: items.length, path, ...itemOf(judged.value) }], waiting: queue.length }
          : { unread: [...unread, { path, ...judged.problem }], waiting: queue.length },
      );
    }
  }

  /** What it throws is said. */
  async function during(status: SessionState['status'], task: () => Promise<void>): Promise<void> {
    store.setState({ status, problem: undefined });
    try {
      await task();
    } catch (error) {
      queue = [];
      store.setState({ waiting: 0, problem: { kind: 'failed', message: messageOf(error) } });
    }
    store.setState({ status: 'idle' });
  }

  async function open(name: string, blob: Blob): Promise<void> {
    const opened = await judge.open(blob);
    if (!opened.ok) {
      store.setState({ problem: { kind: 'detector-file', name, problem: opened.problem } });
      return;
    }
    const limits = limitsOfPassport(opened.value.passport);
    if (limits === undefined) store.setState({ problem: { kind: 'no-limits', name } });
    else store.setState({ detector: { name, limits, ...opened.value }, items: [], unread: [] });
  }

  async function take(files: readonly SourceFile[], unread: readonly FileProblem[] = []): Promise<void> {
    const detector = files.find(isDetector);
    const images = files.filter((file) => !isDetector(file));
    store.setState((state) => ({ unread: [...state.unread, ...unread] }));
    if (detector !== undefined) await during('opening', () => open(detector.path, detector.blob));
    if (images.length === 0 || store.getState().problem !== undefined) return;
    if (store.getState().detector === undefined) {
      store.setState({ problem: { kind: 'no-detector-yet' } });
      return;
    }
    queue.push(...images);
    store.setState({ waiting: queue.length });
    if (store.getState().status === 'idle') await during('judging', work);
  }

  return {
    store,
    setLanguage(chosen) {
      store.setState({ language: chosen });
    },
    take,
    stop() {
      queue = [];
      store.setState({ waiting: 0 });
    },
    clear() {
      queue = [];
      store.setState({ items: [], unread: [], waiting: 0, problem: undefined });
    },
    judgeFrame: (frame) => judge.judgeFrame(transferFrame(frame)),
  };
}

function itemOf({ picture, ...judged }: Judged & { readonly picture: RgbImage }) {
  return { ...judged, thumbnail: picture };
}
