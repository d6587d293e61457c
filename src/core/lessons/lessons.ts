/** The lessons in the order in which they build on each other. */
import { backgroundTrap } from './background-trap.ts';
import { believableFake } from './believable-fake.ts';
import { better } from './better.ts';
import { drawRoc } from './draw-roc.ts';
import { leak } from './leak.ts';
import type { Lesson } from './lesson.ts';
import { noExamples } from './no-examples.ts';
import { pullPush } from './pull-push.ts';
import { tuneADetector } from './tune-a-detector.ts';

export const lessons: readonly Lesson[] = [
  noExamples,
  believableFake,
  backgroundTrap,
  tuneADetector,
  pullPush,
  drawRoc,
  better,
  leak,
];
