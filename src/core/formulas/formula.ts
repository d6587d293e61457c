/** Formulas as trees of MathML, written by hand with a few short builders, each with its reading in words. */
import type { Text } from '../text.ts';

export interface MathNode {
  readonly tag:
    | 'mrow'
    | 'mi'
    | 'mn'
    | 'mo'
    | 'mtext'
    | 'mfrac'
    | 'msub'
    | 'msup'
    | 'msubsup'
    | 'munder'
    | 'msqrt'
    | 'mover';
  readonly content: string | readonly MathNode[];
}

export interface Formula {
  readonly math: MathNode;
  /** As it is read aloud. */
  readonly reading: Text;
  /** Where it is from. */
  readonly source: string;
}

/** A tree, or text of which numbers, names and signs are told apart by their letters. */
export type Part = MathNode | string;

const leaf = (tag: MathNode['tag'], content: string): MathNode => ({ tag, content });

function leafOf(word: string): MathNode {
  if (/^[\d.]+$/.test(word)) return leaf('mn', word);
  return leaf(/^[\p{L}′]+$/u.test(word) ? 'mi' : 'mo', word);
}

/** `2 a + b`: parts apart by spaces. */
function nodesOf(part: Part): readonly MathNode[] {
  return typeof part === 'string'
    ? part
        .split(' ')
        .filter((word) => word !== '')
        .map(leafOf)
    : [part];
}

export function row(...parts: readonly Part[]): MathNode {
  const content = parts.flatMap(nodesOf);
  const [only] = content;
  return content.length === 1 ? only : { tag: 'mrow', content };
}

const tree = (tag: MathNode['tag'], ...parts: readonly Part[]): MathNode => ({
  tag,
  content: parts.map((part) => row(part)),
});

export const text = (words: string): MathNode => leaf('mtext', words);
export const frac = (above: Part, below: Part): MathNode => tree('mfrac', above, below);
export const sub = (base: Part, index: Part): MathNode => tree('msub', base, index);
export const sup = (base: Part, power: Part): MathNode => tree('msup', base, power);
export const subsup = (base: Part, index: Part, power: Part): MathNode => tree('msubsup', base, index, power);
export const root = (of: Part): MathNode => tree('msqrt', of);
export const hat = (base: Part): MathNode => tree('mover', base, leaf('mo', '^'));
/** A sign with its range below it. */
export const over = (sign: string, range: Part): MathNode => tree('munder', leaf('mo', sign), range);
export const sum = (range: Part): MathNode => over('∑', range);
/** In round brackets. */
export const inside = (...parts: readonly Part[]): MathNode =>
  row(leaf('mo', '('), ...parts, leaf('mo', ')'));
export const exp = (...power: readonly Part[]): MathNode => sup('e', row(...power));
