/** The pipeline's stages in their order. */
import type { StageName } from '../../state/frame/preferences.ts';

export const stageNames: readonly StageName[] = [
  'overview',
  'data',
  'tune',
  'train',
  'evaluate',
  'inspect',
  'runs',
];
