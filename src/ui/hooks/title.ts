/** The browser's tab shows how far training is, and how it ended, until the user comes back to the page. */
import { useEffect } from 'react';
import type { Language, Text } from '../../core/text.ts';
import type { TrainingState } from '../../state/training/training.ts';
import { useSlice, useSpeech, useStages } from './stages.ts';

const brand = 'Kizu';

/** Says what the page is: it stands in tabs, bookmarks and lists of links. */
const plainTitles = {
  en: 'Kizu: visual anomaly detection, live in the browser',
  ja: 'Kizu: ブラウザで試す画像の異常検知',
} satisfies Text;

/** How long an end stands in the title of a page that is being looked at. */
const glanceMs = 8000;

const ends = {
  done: { en: '✓ Trained', ja: '✓ 学習完了' },
  failed: { en: '✕ Training failed', ja: '✕ 学習失敗' },
} satisfies Readonly<Record<string, Text>>;

/** `undefined` if training has nothing to say. */
export function titleOf(
  { status, steps, total }: Pick<TrainingState, 'status' | 'steps' | 'total'>,
  language: Language,
): string | undefined {
  if (status === 'idle') return undefined;
  if (status === 'done' || status === 'failed') return `${ends[status][language]} – ${brand}`;
  const share = `${Math.floor((100 * (steps.at(-1)?.step ?? 0)) / Math.max(1, total))} %`;
  return `${status === 'paused' ? '‖ ' : ''}${share} – ${brand}`;
}

/** Puts the plain title back once the page has been looked at. */
function restoreWhenSeen(plain: string): () => void {
  const restore = () => {
    document.title = plain;
  };
  const timer = document.hasFocus() ? setTimeout(restore, glanceMs) : undefined;
  addEventListener('focus', restore, { once: true });
  return () => {
    clearTimeout(timer);
    removeEventListener('focus', restore);
  };
}

export function useTitle(): void {
  const { training, replay } = useStages();
  const { language } = useSpeech();
  const isReplaying = useSlice(replay.store, ({ run }) => run !== undefined);
  const title = useSlice(training.store, (state) => titleOf(state, language));
  const hasEnded = useSlice(training.store, ({ status }) => status === 'done' || status === 'failed');
  useEffect(() => {
    const plain = plainTitles[language];
    document.title = (isReplaying ? undefined : title) ?? plain;
    return hasEnded && !isReplaying ? restoreWhenSeen(plain) : undefined;
  }, [title, hasEnded, isReplaying, language]);
}
