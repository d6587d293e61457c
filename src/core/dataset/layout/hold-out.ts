/** A split for data that names none: without normal images to test with there is no ROC curve. */
import { normalClass } from '../dataset.ts';
import { byText } from './claim.ts';
import type { PlannedFile } from './plan.ts';

const every = 5;

/** `train/good/1.png` to `test/good/1.png`. */
function toTest(file: PlannedFile): PlannedFile {
  return {
    ...file,
    kind: 'test',
    inCategoryPath: `test/${file.inCategoryPath.slice(file.inCategoryPath.indexOf('/') + 1)}`,
  };
}

/** The 5th, 10th, ... normal training image, by path, where there are defects to test and no normal image beside them. */
export function holdOut(files: readonly PlannedFile[]): {
  files: readonly PlannedFile[];
  isHeldOut: boolean;
} {
  const test = files.filter(({ kind }) => kind === 'test');
  const normals = files.filter(({ kind }) => kind === 'train');
  if (test.length === 0 || test.some(({ defect }) => defect === normalClass) || normals.length < every)
    return { files, isHeldOut: false };
  const sorted = [...normals].sort((a, b) => byText(a.inCategoryPath, b.inCategoryPath));
  const held = new Set(sorted.filter((_, i) => i % every === every - 1));
  return { files: files.map((file) => (held.has(file) ? toTest(file) : file)), isHeldOut: true };
}
