/**
 * MVTec AD [MVTec section 4] and the datasets laid out like it: BTAD (`ok`, `ko`), reorganised VisA (`bad` is the only defect)
 * and MVTec AD 2 (`test_public` with its own `ground_truth`, `validation`; private test images are of no use here), MVTec LOCO.
 */
import { createClaim, draftOf, dropMasksAlone, type Claim, type Draft } from './claim.ts';
import { namesOf, placeOf, unusedReason } from './place.ts';
import type { Layout } from './plan.ts';

function classesOf({ files }: Draft): string[] {
  const folders = files.filter(({ kind }) => kind !== 'mask').map(({ inCategoryPath }) => inCategoryPath);
  return [...new Set(folders.map((path) => namesOf(path)[1].toLowerCase()))].sort();
}

/** Only named differently: all are read alike. */
function layoutOf(draft: Draft): Layout {
  if (draft.layout === 'mvtec-2') return 'mvtec-2';
  const classes = classesOf(draft).join();
  if (classes === 'ko,ok') return 'btad';
  return classes === 'bad,good' ? 'visa-reorganised' : 'mvtec';
}

/** `<category>/test_private/1.png`, once the category is known. */
function takeUnused({ drafts, unused, left }: Claim): void {
  for (const path of left.splice(0)) {
    const names = namesOf(path);
    const at = names.findIndex((name) => unusedReason(name) !== undefined);
    const draft = at < 0 ? undefined : drafts.get(names.slice(0, at).join('/'));
    const reason = at < 0 ? undefined : unusedReason(names[at]);
    if (draft === undefined || reason === undefined) left.push(path);
    else {
      draft.layout = 'mvtec-2';
      unused.push({ path, reason });
    }
  }
}

export function claimMvtec(paths: readonly string[]): Claim {
  const claim = createClaim();
  for (const path of paths) {
    const place = placeOf(namesOf(path));
    if (place === undefined) claim.left.push(path);
    else {
      const { folder, isSecond, ...meaning } = place;
      const draft = draftOf(claim, folder, 'mvtec');
      if (isSecond) draft.layout = 'mvtec-2';
      draft.files.push({ path, ...meaning });
    }
  }
  dropMasksAlone(claim);
  takeUnused(claim);
  for (const draft of claim.drafts.values()) draft.layout = layoutOf(draft);
  return claim;
}
