/**
 * Files of torch.save: since 1.6 a zip with `data.pkl` and a file a storage, before that pickles followed by the storages.
 * [torch/serialization.py, `_save` and `_legacy_save`]
 */
import type { Result } from '../../../core/result.ts';
import { attemptRead, describe, fail, type WeightsProblem } from '../problem.ts';
import { TensorCollector, type WeightsFile } from '../tensor.ts';
import { ByteReader } from './byte-reader.ts';
import { decodeElements } from './elements.ts';
import type { PickleDictionary, PickleValue } from './pickle-machine.ts';
import { readPickle } from './pickle.ts';
import { collectTensor, isTensor, torchVocabulary, type StoredNumbers } from './torch-names.ts';
import { isZip, readZip } from './zip.ts';

const legacyMagic = 0x1950a86a20f9469cfc6cn;
const legacyProtocol = 1001;

/** How the magic number's pickle begins: PROTO 2, LONG1 of ten bytes, the number. */
const legacyStart = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46];

export function isPth(bytes: Uint8Array): boolean {
  return isZip(bytes) || legacyStart.every((byte, i) => bytes[i] === byte);
}

function hasTensor(value: PickleValue | undefined): value is PickleDictionary {
  return value instanceof Map && [...value.values()].some((one) => isTensor(one));
}

/** Of equally many, the most wanted first: averaged weights before those of the last step. */
const nests = ['state_dict_ema', 'model_ema', 'ema', 'state_dict', 'model_state_dict', 'model', 'net'];

/** Dictionaries within dictionaries, so deep. */
const maxDepth = 4;

interface Found {
  /** What the dictionary lies under. */
  readonly key: string;
  readonly dictionary: PickleDictionary;
}

/** Every dictionary that holds a tensor, each once, however often a file names it. */
function dictionariesIn(root: PickleValue): Found[] {
  const found: Found[] = [];
  const seen = new Set<PickleValue>();
  let level: (readonly [string, PickleValue])[] = [['', root]];
  for (let depth = 0; depth <= maxDepth; depth++) {
    const inner: (readonly [string, PickleValue])[] = [];
    for (const [key, value] of level) {
      if (!(value instanceof Map) || seen.has(value)) continue;
      seen.add(value);
      if (hasTensor(value)) found.push({ key, dictionary: value });
      for (const [name, one] of value) inner.push([typeof name === 'string' ? name : '', one]);
    }
    level = inner;
  }
  return found;
}

/** Names as every residual network has them, and as a sequence of its parts has. */
const encoderName = /(^|\.)(conv\d|bn\d|layer\d\.\d+\..+|[4-7]\.\d\.(conv|bn)\d)\.\w+$/;

/** How many tensors are an encoder's, then how many there are. */
function score(dictionary: PickleDictionary): readonly [number, number] {
  const names = [...dictionary].flatMap(([name, value]) =>
    typeof name === 'string' && isTensor(value) ? [name] : [],
  );
  return [names.filter((name) => encoderName.test(name)).length, names.length];
}

/** A checkpoint may hold other tensors beside the weights: the dictionary with most of an encoder's names is meant. */
function findStateDict(root: PickleValue): PickleDictionary {
  const rank = (key: string) => (nests.includes(key) ? nests.indexOf(key) : nests.length);
  const found = dictionariesIn(root)
    .map((one) => ({ ...one, score: score(one.dictionary) }))
    .sort((a, b) => b.score[0] - a.score[0] || b.score[1] - a.score[1] || rank(a.key) - rank(b.key))
    .at(0);
  if (found) return found.dictionary;
  const wanted = 'a dictionary of tensors, or one as its state_dict or model';
  return fail({ kind: 'malformed', where: 'pickle', came: describe(root), wanted });
}

type ReadStorage = (storage: StoredNumbers) => Float32Array;

function collect(root: PickleValue, readStorage: ReadStorage): WeightsFile {
  const collector = new TensorCollector();
  const kept = new Map<string, Float32Array>();
  const storedIn: ReadStorage = (storage) => {
    const key = `${storage.element} ${storage.key}`;
    const earlier = kept.get(key);
    if (earlier === undefined) collector.countBytes(4 * storage.count, `storage ${storage.key}`);
    const stored = earlier ?? readStorage(storage);
    kept.set(key, stored);
    if (stored.length >= storage.count) return stored;
    const where = `storage ${storage.key}`;
    return fail({ kind: 'truncated', where, came: stored.length, wanted: storage.count });
  };
  for (const [name, value] of findStateDict(root)) {
    if (typeof name !== 'string') continue;
    if (isTensor(value)) collectTensor(name, value, collector, storedIn);
    else collector.ignore(name);
  }
  return collector;
}

function decode(bytes: Uint8Array, { element, key }: StoredNumbers): Float32Array {
  return element ? decodeElements(bytes, element, `storage ${key}`) : new Float32Array();
}

function parseZip(bytes: Uint8Array): WeightsFile {
  const files = readZip(bytes);
  const path = [...files.keys()].find((name) => name === 'data.pkl' || name.endsWith('/data.pkl'));
  const pickled = path === undefined ? undefined : files.get(path);
  if (path === undefined || !pickled) {
    const came = `${files.size} other files`;
    return fail({ kind: 'malformed', where: 'zip', came, wanted: 'data.pkl' });
  }
  const folder = path.slice(0, -'data.pkl'.length);
  const order = files.get(`${folder}byteorder`);
  if (order && new TextDecoder().decode(order) !== 'little') {
    fail({ kind: 'unsupported', where: 'byteorder', came: 'big-endian', wanted: 'little-endian' });
  }
  const root = readPickle(new ByteReader(pickled, 'data.pkl'), torchVocabulary);
  return collect(root, (storage) => {
    const where = `${folder}data/${storage.key}`;
    const stored = files.get(where);
    if (!stored) return fail({ kind: 'malformed', where, came: 'nothing', wanted: 'a storage' });
    return decode(stored, storage);
  });
}

/** Storages that the pickle named, by key: each says its count before its numbers, but not its kind. */
function seenStorages(root: PickleValue): ReadonlyMap<string, StoredNumbers> {
  const seen = new Map<string, StoredNumbers>();
  const visited = new Set<PickleValue>();
  const waiting: PickleValue[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (isTensor(value)) seen.set(value.storage.key, value.storage);
    if (typeof value !== 'object' || visited.has(value)) continue;
    visited.add(value);
    if (!Array.isArray(value) && !(value instanceof Map)) continue;
    for (const one of value.values()) waiting.push(one);
  }
  return seen;
}

function readLegacyStorages(
  reader: ByteReader,
  keys: PickleValue,
  root: PickleValue,
): Map<string, Uint8Array> {
  const seen = seenStorages(root);
  const stored = new Map<string, Uint8Array>();
  for (const key of Array.isArray(keys) ? keys : []) {
    const storage = typeof key === 'string' ? seen.get(key) : undefined;
    if (!storage) {
      const wanted = 'storages of the tensors';
      return fail({ kind: 'unsupported', where: 'storages', came: describe(key), wanted });
    }
    stored.set(storage.key, reader.take(reader.uint64() * storage.elementBytes));
  }
  return stored;
}

function parseLegacy(bytes: Uint8Array): WeightsFile {
  const reader = new ByteReader(bytes, 'pth');
  const read = () => readPickle(reader, torchVocabulary);
  const magic = read();
  if (magic !== legacyMagic) {
    fail({ kind: 'malformed', where: 'magic number', came: describe(magic), wanted: String(legacyMagic) });
  }
  const protocol = read();
  if (protocol !== legacyProtocol) {
    fail({
      kind: 'unsupported',
      where: 'protocol',
      came: describe(protocol),
      wanted: String(legacyProtocol),
    });
  }
  const system = read();
  if (!(system instanceof Map) || system.get('little_endian') !== true) {
    fail({ kind: 'unsupported', where: 'system', came: describe(system), wanted: 'little-endian' });
  }
  const root = read();
  const stored = readLegacyStorages(reader, read(), root);
  return collect(root, (storage) => {
    const found = stored.get(storage.key);
    const where = `storage ${storage.key}`;
    return found
      ? decode(found, storage)
      : fail({ kind: 'malformed', where, came: 'nothing', wanted: 'numbers' });
  });
}

export function readPth(bytes: Uint8Array): Result<WeightsFile, WeightsProblem> {
  return attemptRead(() => (isZip(bytes) ? parseZip(bytes) : parseLegacy(bytes)));
}
