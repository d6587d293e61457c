/** Frames that were kept, as files of a dataset, and among the verdicts. */
import type { StoreApi } from 'zustand/vanilla';
import type { Judged } from '../../../core/inspect/calibration.ts';
import { differencesOf, traitsOf } from '../../../core/inspect/unlikeness.ts';
import type { SourceFile } from '../../../worker/bridge/contract-data.ts';
import type { InspectedItem, InspectState } from '../inspect-stage.ts';
import type { CameraFrame, KeptFrame } from './camera-stage.ts';

/** `007.png`. */
export function nameOf(number: number): string {
  return `${String(number).padStart(3, '0')}.png`;
}

/** Normal frames to learn from, defects as test images. */
export function filesOf(dataset: string, kept: readonly KeptFrame[]): SourceFile[] {
  return kept.map(({ name, blob, review }) => ({
    path: `${dataset}/${review === 'normal' ? 'train/good' : 'test/defect'}/${name}`,
    blob,
  }));
}

/** A frame that was judged joins the wall of verdicts, with the mark that it was given. */
export function addKept(
  inspect: StoreApi<InspectState>,
  { image, judged }: CameraFrame & { readonly judged: Judged },
  { name, blob, review }: KeptFrame,
): void {
  const { items, basis, reviews, chosen, nextId } = inspect.getState();
  const { file, medianGray, contrast, sharpness, hasColour } = image.facts;
  const facts = { ...(file && { file }), medianGray, contrast, sharpness, hasColour };
  const path = `camera/${name}`;
  const item: InspectedItem = {
    id: nextId,
    path,
    score: judged.score,
    map: judged.map,
    thumbnail: image.thumbnail,
    facts,
    differences: differencesOf(facts, traitsOf(basis?.normals ?? [])),
    source: { path, blob },
  };
  const marked = new Map([...reviews, [item.id, review] as const]);
  inspect.setState({ items: [...items, item], reviews: marked, chosen: chosen + 1, nextId: nextId + 1 });
}
