/** JSON beside raw bytes: typed arrays lie outside of the text, as they are, and numbers that JSON lacks have a name. */

const arrayTypes = { Float32Array, Uint8Array, Uint8ClampedArray, Int32Array } as const;
type ArrayName = keyof typeof arrayTypes;
type TypedArray = InstanceType<(typeof arrayTypes)[ArrayName]>;

/** Where an array lies among the bytes; all begin at a multiple of 8. */
interface Placed {
  readonly $array: ArrayName;
  readonly at: number;
  readonly length: number;
}

export interface TypedJson {
  readonly text: string;
  /** Lie behind each other, each followed by as much as the next needs to begin at a multiple of 8. */
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
}

function nameOf(value: unknown): ArrayName | undefined {
  const names = Object.keys(arrayTypes) as ArrayName[];
  return names.find((name) => value instanceof arrayTypes[name]);
}

/** Views are stored without the rest of their buffer; bytes are copied by nobody. */
export function writeTypedJson(value: unknown): TypedJson {
  const blocks: Uint8Array<ArrayBuffer>[] = [];
  let end = 0;
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) return { $number: String(part) };
    const name = nameOf(part);
    if (name === undefined) return part;
    const array = part as TypedArray & { readonly buffer: ArrayBuffer };
    const placed: Placed = { $array: name, at: end, length: array.length };
    blocks.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    const padding = -array.byteLength & 7;
    if (padding > 0) blocks.push(new Uint8Array(padding));
    end += array.byteLength + padding;
    return placed;
  });
  return { text, blocks };
}

/** Arrays are views into `bytes`, which must begin at a multiple of 8 of its buffer. */
export function readTypedJson(text: string, bytes: Uint8Array<ArrayBuffer>): unknown {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    if ('$number' in part) return Number(part.$number);
    if (!('$array' in part)) return part;
    const { $array, at, length } = part as Placed;
    if (!Object.hasOwn(arrayTypes, $array)) throw new Error(`${$array}: no kind of array.`);
    return new arrayTypes[$array](bytes.buffer, bytes.byteOffset + at, length);
  });
}
