/** The words of the field as Kizu uses them, in both languages. */
import type { GlossaryEntry } from './glossary/entry.ts';
import { judgingWords } from './glossary/judging.ts';
import { learningWords } from './glossary/learning.ts';
import { pseudoAnomalyWords } from './glossary/pseudo-anomalies.ts';

export const glossary: readonly GlossaryEntry[] = [...pseudoAnomalyWords, ...learningWords, ...judgingWords];
