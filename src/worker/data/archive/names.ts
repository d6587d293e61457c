/**
 * Names of files as archives spell them: bytes that do not say their encoding. Windows in Japan writes CP932, whose second
 * bytes may be a backslash (表 is 95 5C), so a name is decoded before it is split into folders.
 */

const utf8 = new TextDecoder('utf-8', { fatal: true });
const cp932 = new TextDecoder('shift_jis', { fatal: true }); // the WHATWG table is the one of Windows

function decodeCleanly(raw: Uint8Array, decoder: TextDecoder): string | undefined {
  try {
    return decoder.decode(raw);
  } catch {
    return undefined;
  }
}

const japanese = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]`;
const japaneseWord = new RegExp(`${japanese}{2}|(?<![A-Za-z])${japanese}(?![A-Za-z])`, 'u');

/**
 * Whether text that was read as CP932 is Japanese. European bytes may decode cleanly too, but then a single sign stands
 * among Latin letters (`schön` of CP437 reads `sch馬`).
 */
function isJapanese(text: string): boolean {
  return japaneseWord.test(text);
}

function decodeAll(names: readonly Uint8Array[], decoder: TextDecoder): readonly string[] | undefined {
  const decoded = names.map((raw) => decodeCleanly(raw, decoder));
  return decoded.some((name) => name === undefined) ? undefined : (decoded as string[]);
}

/**
 * The names of one archive, in one encoding: UTF-8 if all decode cleanly, else CP932 if all do and some are Japanese, else
 * each by itself. `undefined` where neither fits, which leaves CP437.
 */
export function decodeNames(names: readonly Uint8Array[]): readonly (string | undefined)[] {
  const asUtf8 = decodeAll(names, utf8);
  if (asUtf8 !== undefined) return asUtf8;
  const asCp932 = decodeAll(names, cp932);
  if (asCp932?.some(isJapanese) === true) return asCp932;
  return names.map(decodeName);
}

/** One name whose archive is not known as a whole; `undefined` where it is neither UTF-8 nor Japanese. */
export function decodeName(raw: Uint8Array): string | undefined {
  const asUtf8 = decodeCleanly(raw, utf8);
  if (asUtf8 !== undefined) return asUtf8;
  const asCp932 = decodeCleanly(raw, cp932);
  return asCp932 !== undefined && isJapanese(asCp932) ? asCp932 : undefined;
}
