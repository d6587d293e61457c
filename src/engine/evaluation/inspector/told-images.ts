/** Images of which a person said what they show: what is known of them, and the detector that was fitted with that. */
import { isSameImage } from '../../../core/inspect/correction.ts';
import type { DatasetItem } from '../../../core/dataset/dataset.ts';
import type { RgbImage } from '../../../core/image/image.ts';
import { success } from '../../../core/result.ts';
import { attempt } from '../../attempt.ts';
import type { Device } from '../../device.ts';
import type { RunControl } from '../../training/control.ts';
import type { Attempted } from '../fit-method.ts';
import type { Fitted, Method, SeenDefect } from '../method.ts';
import { createSeenStore, type KeptSight, type SeenStore } from './seen-store.ts';

/** What was seen of judged images: 140 of them on the frozen backbone. */
const judgedRoom = 96 * 2 ** 20;

/** An image of which a person spoke. */
export interface Addition {
  /** Of the image as it was judged. */
  readonly id: number;
  /** Left out where it cannot be read again; it may be kept still. */
  readonly image?: RgbImage | undefined;
}

/** All that a person said so far. */
export interface Teaching {
  readonly normals: readonly Addition[];
  readonly defects: readonly Addition[];
  /** Whether the detector learns from the defects, if it can; else they test it. */
  readonly learnsDefects: boolean;
}

export const nothingTaught: Teaching = { normals: [], defects: [], learnsDefects: false };

interface Known<Seen> extends KeptSight<Seen> {
  readonly id: number;
  /** Images that set the limit or check corrections, and show the same. */
  readonly same: ReadonlySet<string>;
}

export interface KnownImages<Seen> {
  readonly normals: readonly Known<Seen>[];
  readonly defects: readonly Known<Seen>[];
  /** Ids of images that nothing is known of any more. */
  readonly unknown: readonly number[];
}

export interface ToldImages<Seen> {
  readonly judged: SeenStore<Seen>;
  /** Those that a detector which judges now has learnt of need not be read again. */
  readonly recall: (id: number) => KeptSight<Seen> | undefined;
  /** What is known of all of them; `undefined` if stopped. */
  learn(teaching: Teaching, control: RunControl): Attempted<KnownImages<Seen>>;
  /** From now on these are recalled, and no others. */
  remember(images: KnownImages<Seen>): void;
}

interface ToldTools<Seen> {
  readonly see: (image: RgbImage, control: RunControl) => Attempted<Seen>;
  /** Images that set the limit, and test images. */
  readonly others: readonly DatasetItem[];
}

export function createToldImages<Seen>({ see, others }: ToldTools<Seen>): ToldImages<Seen> {
  const judged = createSeenStore<Seen>(judgedRoom);
  let known = new Map<number, Known<Seen>>();

  async function learnOne({ id, image }: Addition, control: RunControl): Attempted<Known<Seen> | 'gone'> {
    const before = known.get(id);
    if (before !== undefined) return success(before);
    const kept = judged.get(String(id));
    const pixels = image ?? kept?.image;
    if (pixels === undefined) return success('gone');
    const seen = kept === undefined ? await see(pixels, control) : success(kept.seen);
    if (!seen.ok || seen.value === undefined) return seen.ok ? success(undefined) : seen;
    const same = others.filter((item) => isSameImage(pixels, item.image));
    return success({ id, image: pixels, seen: seen.value, same: new Set(same.map(({ path }) => path)) });
  }

  async function learnAll(wanted: readonly Addition[], control: RunControl) {
    const [found, unknown] = [[] as Known<Seen>[], [] as number[]];
    for (const addition of wanted) {
      const learnt = await learnOne(addition, control);
      if (!learnt.ok) return learnt;
      if (learnt.value === 'gone') unknown.push(addition.id);
      else if (learnt.value !== undefined) found.push(learnt.value);
      await control.yieldToMessages();
      if (control.isStopped()) return success(undefined);
    }
    return success({ found, unknown });
  }

  return {
    judged,
    recall: (id) => known.get(id) ?? judged.get(String(id)),
    async learn(teaching, control) {
      const normals = await learnAll(teaching.normals, control);
      if (!normals.ok || normals.value === undefined) return normals.ok ? success(undefined) : normals;
      const defects = await learnAll(teaching.defects, control);
      if (!defects.ok || defects.value === undefined) return defects.ok ? success(undefined) : defects;
      return success({
        normals: normals.value.found,
        defects: defects.value.found,
        unknown: [...normals.value.unknown, ...defects.value.unknown],
      });
    },
    remember({ normals, defects }) {
      known = new Map([...normals, ...defects].map((one) => [one.id, one]));
    },
  };
}

interface FirstFit<Seen> {
  readonly method: Method<Seen>;
  readonly fitted: Fitted<Seen>;
  /** What was seen of the images that it was fitted on; of use where it has to be fitted again. */
  readonly normals: readonly Seen[];
  readonly device: Device;
}

/** From what was fitted first, with these called normal, and these learnt as defects. `undefined` if stopped. */
export async function refit<Seen>(
  { method, fitted: first, normals, device }: FirstFit<Seen>,
  added: readonly Seen[],
  defects: readonly SeenDefect<Seen>[],
  control: RunControl,
): Attempted<Fitted<Seen>> {
  const isAtOnce = first.vouch !== undefined;
  const joining = isAtOnce || method.ignoresNormals === true ? [] : added;
  const workplace = { gpu: device.gpu, isSoftware: device.report.isSoftware, control };
  const isSame = joining.length === 0 && defects.length === 0;
  const made = isSame
    ? success(first)
    : await attempt(() => method.fit([...normals, ...joining], workplace, defects), device, control);
  if (!made.ok || made.value === undefined || added.length === 0 || !isAtOnce) return made;
  const base = made.value;
  const vouched = await attempt(() => Promise.resolve(base.vouch?.(added)), device, control);
  if (!vouched.ok || vouched.value === undefined || base === first) return vouched;
  const { value } = vouched;
  return success({
    ...value,
    dispose() {
      value.dispose();
      base.dispose();
    },
  });
}
