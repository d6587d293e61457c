/**
 * VisA as it is published: `<object>/Data/Images/{Normal,Anomaly}`, `<object>/Data/Masks/Anomaly`. Its tables add what the folders
 * do not say: `<object>/image_anno.csv` the defect of each image, `split_csv/1cls.csv` the split. Without them every
 * anomaly is `bad` and the split is ours.
 */
import { normalClass } from '../dataset.ts';
import { createClaim, draftOf, dropMasksAlone, type Claim } from './claim.ts';
import { isIgnored, kindFolder, looksLikeImage, namesOf, stemOf } from './place.ts';
import type { PlannedFile } from './plan.ts';
import { isNormalName } from './words.ts';
import { factKey, readFacts, tableKind, type Facts } from './visa-tables.ts';

const anomalyClass = 'bad';

interface Spot {
  readonly path: string;
  readonly folder: string;
  /** `normal/0000.jpg`, in small letters. */
  readonly tail: string;
  readonly file: string;
  readonly isMask: boolean;
  readonly isNormal: boolean;
}

function spotOf(path: string): Spot | undefined {
  const names = namesOf(path);
  if (names.length < 4) return undefined;
  const [data, holder, className, file] = names.slice(-4);
  const place = `${data}/${holder}/${className}`.toLowerCase();
  if (!/^data\/(images\/(normal|anomaly)|masks\/anomaly)$/.test(place) || !looksLikeImage(file))
    return undefined;
  return {
    path,
    folder: names.slice(0, -4).join('/'),
    tail: `${className}/${file}`.toLowerCase(),
    file,
    isMask: holder.toLowerCase() === 'masks',
    isNormal: className.toLowerCase() === 'normal',
  };
}

/** A label as the name of a folder: `melt,bent` to `melt + bent`; never one that means something else there. */
function defectOf(label: string | undefined): string {
  const parts = (label ?? '').split(',').map((part) => part.replaceAll(/[/\\\p{Cc}]/gu, '-').trim());
  const name = parts.filter((part) => part !== '').join(' + ');
  return name === '' || isNormalName(name) || isIgnored([name]) || name.toLowerCase() === 'anomaly'
    ? anomalyClass
    : name;
}

function toImage({ path, folder, tail, file, isNormal }: Spot, facts: Facts): PlannedFile {
  const fact = facts.images.get(factKey(folder, tail));
  const defect = isNormal ? normalClass : defectOf(fact?.label);
  const kind = isNormal ? (fact?.split ?? 'train') : 'test';
  return { path, kind, defect, inCategoryPath: `${kindFolder[kind]}/${defect}/${file}` };
}

/** The image that the table names, or the anomaly of the same stem. */
function toMask(
  { path, folder, tail, file }: Spot,
  images: ReadonlyMap<string, PlannedFile>,
  facts: Facts,
): PlannedFile {
  const named = facts.imageOfMask.get(factKey(folder, tail));
  const image = images.get(named ?? '') ?? images.get(factKey(folder, stemOf(tail)));
  const defect = image?.defect ?? anomalyClass;
  const stem = image && stemOf(image.inCategoryPath.slice(image.inCategoryPath.lastIndexOf('/') + 1));
  const name =
    stem === undefined || stem === stemOf(file) ? file : `${stem}_mask${file.slice(stemOf(file).length)}`;
  return { path, kind: 'mask', defect, inCategoryPath: `${kindFolder.mask}/${defect}/${name}` };
}

/** `tables`: the text of the tables that `tablesAmong` asks for, by path; missing ones are done without. */
export function claimVisa(paths: readonly string[], tables: ReadonlyMap<string, string>): Claim {
  const claim = createClaim();
  const spots = paths.flatMap((path) => spotOf(path) ?? []);
  const facts = readFacts(tables, new Set(spots.map(({ folder, tail }) => factKey(folder, tail))));
  const images = new Map<string, PlannedFile>();
  for (const spot of spots.filter(({ isMask }) => !isMask)) {
    const image = toImage(spot, facts);
    images.set(factKey(spot.folder, spot.tail), image);
    if (!spot.isNormal) images.set(factKey(spot.folder, stemOf(spot.tail)), image);
    draftOf(claim, spot.folder, 'visa', facts.splitFolders.has(spot.folder)).files.push(image);
  }
  for (const spot of spots.filter(({ isMask }) => isMask))
    draftOf(claim, spot.folder, 'visa').files.push(toMask(spot, images, facts));
  dropMasksAlone(claim);
  const taken = new Set([...claim.drafts.values()].flatMap(({ files }) => files.map(({ path }) => path)));
  claim.left.length = 0;
  for (const path of paths) {
    if (taken.has(path)) continue;
    if (claim.drafts.size > 0 && tableKind(path) !== undefined) claim.unused.push({ path, reason: 'table' });
    else claim.left.push(path);
  }
  claim.tableProblems.push(...facts.problems);
  return claim;
}
