/** The pipeline's stages in their order. */
import type { StageName } from '../../state/frame/stage-name.ts';

export const stageNames: readonly StageName[] = ['data', 'tune', 'train', 'evaluate', 'runs'];
