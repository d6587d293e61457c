/** Images whose pixels are made when they are looked at, and let go again where others need the room. */
import type { RgbImage } from './image.ts';

type Pixels = Uint8Array<ArrayBuffer>;

/** What is known of an image before its pixels are. */
type Outline = Omit<RgbImage, 'data'>;

interface Held {
  readonly bytes: number;
  isUsed: boolean;
  readonly release: () => void;
}

/** Pixels that lazy images hold: those that were not looked at for longest go first [clock replacement, Corbato 1968]. */
export class PixelCache {
  readonly #mostBytes: number;
  readonly #held = new Set<Held>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Lets others go until `one` fits; one that is larger than the whole room is alone. */
  hold(one: Held): void {
    for (const oldest of this.#held) {
      if (this.#bytes + one.bytes <= this.#mostBytes) break;
      this.#held.delete(oldest);
      if (oldest.isUsed) {
        oldest.isUsed = false;
        this.#held.add(oldest); // behind all others, which the loop comes to first
      } else {
        this.#bytes -= oldest.bytes;
        oldest.release();
      }
    }
    this.#held.add(one);
    this.#bytes += one.bytes;
  }
}

export interface LazyImage extends RgbImage {
  readonly cache: PixelCache;
}

/** `make` gives the same pixels each time. They are held in `cache`, and must not be written to. A mask is made alike. */
export function lazyImage(
  cache: PixelCache,
  { width, height, region }: Outline,
  make: () => Pixels,
): LazyImage {
  let data: Pixels | undefined;
  let held: Held | undefined;
  const load = (): Pixels => {
    const made = make();
    data = made;
    const release = () => {
      data = undefined;
    };
    held = { bytes: made.length, isUsed: false, release };
    cache.hold(held);
    return made;
  };
  return {
    width,
    height,
    ...(region && { region }),
    cache,
    get data() {
      if (data === undefined) return load();
      if (held !== undefined) held.isUsed = true;
      return data;
    },
  };
}

/** With its pixels in memory, for good. */
export function held({ width, height, data, region }: RgbImage): RgbImage {
  return { width, height, data, ...(region && { region }) };
}

function isLazy(image: RgbImage): image is LazyImage {
  return 'cache' in image;
}

/** What `change` makes of an image: at once, or, of a lazy one, when it is looked at. `outline` is that of the result. */
export function derive(image: RgbImage, outline: Outline, change: (image: RgbImage) => RgbImage): RgbImage {
  if (!isLazy(image)) return change(image);
  return lazyImage(image.cache, outline, () => change(image).data);
}
