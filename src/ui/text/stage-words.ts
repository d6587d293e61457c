/** The words of the stages that open later, in a chunk of their own; see `addWords`. */
import { dataText } from './data.ts';
import { evaluateText } from './evaluate.ts';
import { trainText } from './train.ts';
import { weightsText } from './weights.ts';

export const stageWords = { ...dataText, ...evaluateText, ...trainText, ...weightsText };

export type StageWords = typeof stageWords;
