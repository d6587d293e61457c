/** The one place for long work: what runs, how far it is, and how to call it off. */
import type { ImportProgress } from '../../state/worker-types.ts';
import { timeLeftMs } from '../../state/training/training-selectors.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { duration } from '../text/units.ts';
import { OfflineNote } from './OfflineNote.tsx';
import { useRepeatWork, useTransferWork, type Work } from './status-work.ts';
import styles from './StatusBar.module.css';

/** Nothing is said of less than a second. */
function useLeft(progress: ImportProgress | undefined): string {
  const { language } = useSpeech();
  const { leftMs = 0 } = progress ?? {};
  return leftMs < 1000 ? '' : duration(leftMs, language);
}

function useImportWork(): Work | undefined {
  const { dataset } = useStages();
  const { sentence } = useSpeech();
  const status = useSlice(dataset.store, (state) => state.status);
  const progress = useSlice(dataset.store, (state) => state.progress);
  const left = useLeft(progress);
  if (status !== 'loading') return undefined;
  const { done, total, path } = progress ?? { done: 0, total: 0, path: '' };
  return {
    text: sentence('reading')(done, total, left, path),
    share: total > 0 ? done / total : undefined,
    cancel: dataset.cancel,
  };
}

function useInspectionWork(): Work | undefined {
  const { dataset } = useStages();
  const { sentence } = useSpeech();
  const inspecting = useSlice(dataset.store, (state) => state.inspecting);
  const left = useLeft(inspecting);
  if (inspecting === undefined) return undefined;
  const { done, total, path } = inspecting;
  return {
    text: sentence('listing')(done, total, left, path),
    share: total > 0 ? done / total : undefined,
    cancel: dataset.cancel,
  };
}

function useTrainingWork(): Work | undefined {
  const { training } = useStages();
  const { sentence, language } = useSpeech();
  const status = useSlice(training.store, (state) => state.status);
  const last = useSlice(training.store, (state) => state.steps.at(-1));
  const total = useSlice(training.store, (state) => state.total);
  const leftMs = useSlice(training.store, ({ steps }) => timeLeftMs(steps, total));
  if (!['starting', 'running', 'paused', 'stopping'].includes(status)) return undefined;
  const step = last?.step ?? 0;
  const left = leftMs > 0 ? duration(leftMs, language) : '';
  const text =
    status === 'paused'
      ? sentence('pausedLine')(step, total)
      : sentence('trainingLine')(step, total, last?.loss.toFixed(3) ?? '–', left);
  return { text, share: total > 0 ? step / total : undefined, cancel: training.stop };
}

function useEvaluationWork(): Work | undefined {
  const { evaluation } = useStages();
  const { sentence } = useSpeech();
  const { status, bankDone, bankTotal, items, total } = useSlice(evaluation.store, (state) => state);
  if (status !== 'running') return undefined;
  const isFitting = items.length === 0 && bankDone < bankTotal;
  return isFitting
    ? {
        text: sentence('bankLine')(bankDone, bankTotal),
        share: bankDone / bankTotal,
        cancel: evaluation.stop,
      }
    : {
        text: sentence('scoringLine')(items.length, total),
        share: total > 0 ? items.length / total : undefined,
        cancel: evaluation.stop,
      };
}

function useComparisonWork(): Work | undefined {
  const { pseudoComparison } = useStages();
  const { t } = useSpeech();
  const status = useSlice(pseudoComparison.store, (state) => state.status);
  if (status !== 'comparing') return undefined;
  return { text: t('comparingPseudo'), share: undefined, cancel: pseudoComparison.stop };
}

export function StatusBar() {
  const { t } = useSpeech();
  const work = [
    useInspectionWork(),
    useImportWork(),
    useTransferWork(),
    useRepeatWork(),
    useTrainingWork(),
    useEvaluationWork(),
    useComparisonWork(),
  ].filter((one) => one !== undefined);
  return (
    <footer className={styles.bar}>
      <div role="region" aria-label={t('status')} className={styles.lines}>
        {work.length === 0 && <span className={styles.quiet}>{t('ready')}</span>}
        {work.map(({ text, share, cancel }) => (
          <div key={text.slice(0, 8)} className={styles.line}>
            <progress aria-label={text} max={1} {...(share === undefined ? {} : { value: share })} />
            <span className={styles.text}>{text}</span>
            <button type="button" onClick={cancel}>
              {t('cancel')}
            </button>
          </div>
        ))}
      </div>
      <OfflineNote />
      <span className={styles.quiet}>{t('nothingLeaves')}</span>
    </footer>
  );
}
