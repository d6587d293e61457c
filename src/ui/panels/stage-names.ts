/** The pipeline's stages in their order. */
import type { StageName } from '../../state/stages.ts';

export const stageNames: readonly StageName[] = ['data', 'tune', 'train', 'evaluate', 'runs'];
