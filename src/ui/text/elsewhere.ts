/** Words for what is left of other images than those that are open. */
import { sentence } from './sentence.ts';

export const elsewhereSentences = {
  trained: sentence(
    (other: string, open: string) =>
      `This training is of ${other}, and ${open} is open. Train again, or open ${other} to evaluate it.`,
    (other, open) =>
      `これは ${other} の学習です。今開いている画像は ${open} です。もう一度学習するか、${other} を開いて評価してください。`,
  ),
  results: sentence(
    (other: string, open: string) => `Results of ${other}. The images open now are ${open}.`,
    (other, open) => `${other} の結果です。今開いている画像は ${open} です。`,
  ),
  tab: sentence(
    (note: string, other: string) => `${note}, of ${other}`,
    (note, other) => `${note} (${other})`,
  ),
} as const;
