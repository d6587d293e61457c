/** The one place for long work: what runs, how far it is, and how to call it off. */
import type { ImportProgress } from '../../state/worker-types.ts';
import { timeLeftMs } from '../../state/training/training-selectors.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { dataSentences } from '../text/data-sentences.ts';
import { frameText } from '../text/frame.ts';
import { sentences } from '../text/sentences.ts';
import { duration } from '../text/units.ts';
import { OfflineNote } from './OfflineNote.tsx';
import { useInspectWork, useRepeatWork, useTransferWork, type Work } from './status-work.ts';
import styles from './StatusBar.module.css';

/** Nothing is said of less than a second. */
function useLeft(progress: ImportProgress | undefined): string {
  const { language } = useSpeech();
  const { leftMs = 0 } = progress ?? {};
  return leftMs < 1000 ? '' : duration(leftMs, language);
}

function useImportWork(): Work | undefined {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const status = useSlice(dataset.store, (state) => state.status);
  const progress = useSlice(dataset.store, (state) => state.progress);
  const left = useLeft(progress);
  if (status !== 'loading') return undefined;
  const { done, total, path } = progress ?? { done: 0, total: 0, path: '' };
  return {
    text: say(sentences.reading)(done, total, left, path),
    share: total > 0 ? done / total : undefined,
    cancel: dataset.cancel,
  };
}

function useInspectionWork(): Work | undefined {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const inspecting = useSlice(dataset.store, (state) => state.inspecting);
  const left = useLeft(inspecting);
  if (inspecting === undefined) return undefined;
  const { done, total, path } = inspecting;
  return {
    text: say(dataSentences.listing)(done, total, left, path),
    share: total > 0 ? done / total : undefined,
    cancel: dataset.cancel,
  };
}

function useTrainingWork(): Work | undefined {
  const { training } = useStages();
  const { say, language } = useSpeech();
  const status = useSlice(training.store, (state) => state.status);
  const last = useSlice(training.store, (state) => state.steps.at(-1));
  const total = useSlice(training.store, (state) => state.total);
  const leftMs = useSlice(training.store, ({ steps }) => timeLeftMs(steps, total));
  if (!['starting', 'running', 'paused', 'stopping'].includes(status)) return undefined;
  const step = last?.step ?? 0;
  const left = leftMs > 0 ? duration(leftMs, language) : '';
  const text =
    status === 'paused'
      ? say(sentences.pausedLine)(step, total)
      : say(sentences.trainingLine)(step, total, last?.loss.toFixed(3) ?? '–', left);
  return { text, share: total > 0 ? step / total : undefined, cancel: training.stop };
}

function useEvaluationWork(): Work | undefined {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const { status, bankDone, bankTotal, items, total } = useSlice(evaluation.store, (state) => state);
  if (status !== 'running') return undefined;
  const isFitting = items.length === 0 && bankDone < bankTotal;
  return isFitting
    ? {
        text: say(sentences.bankLine)(bankDone, bankTotal),
        share: bankDone / bankTotal,
        cancel: evaluation.stop,
      }
    : {
        text: say(sentences.scoringLine)(items.length, total),
        share: total > 0 ? items.length / total : undefined,
        cancel: evaluation.stop,
      };
}

function useComparisonWork(): Work | undefined {
  const { pseudoComparison } = useStages();
  const { say } = useSpeech();
  const status = useSlice(pseudoComparison.store, (state) => state.status);
  if (status !== 'comparing') return undefined;
  return { text: say(frameText.comparingPseudo), share: undefined, cancel: pseudoComparison.stop };
}

function useUntrainedWork(): Work | undefined {
  const { untrained } = useStages();
  const { say } = useSpeech();
  const { status, done, total } = useSlice(untrained.store, (state) => state);
  if (status !== 'running') return undefined;
  return { text: say(sentences.untrainedLine)(done, total), share: done / total, cancel: untrained.stop };
}

export function StatusBar() {
  const { say } = useSpeech();
  const work = [
    useInspectionWork(),
    useImportWork(),
    useTransferWork(),
    useRepeatWork(),
    useTrainingWork(),
    useEvaluationWork(),
    useComparisonWork(),
    useUntrainedWork(),
    useInspectWork(),
  ].filter((one) => one !== undefined);
  return (
    <footer className={styles.bar}>
      <div role="region" aria-label={say(frameText.status)} className={styles.lines}>
        {work.length === 0 && <span className={styles.quiet}>{say(frameText.ready)}</span>}
        {work.map(({ text, share, cancel }) => (
          <div key={text.slice(0, 8)} className={styles.line}>
            <progress aria-label={text} max={1} {...(share === undefined ? {} : { value: share })} />
            <span className={styles.text}>{text}</span>
            <button type="button" onClick={cancel}>
              {say(frameText.cancel)}
            </button>
          </div>
        ))}
      </div>
      <OfflineNote />
      <span className={styles.quiet}>{say(frameText.nothingLeaves)}</span>
    </footer>
  );
}
