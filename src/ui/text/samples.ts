/** Names of the built-in images and of their defects; those of the user's own folders stay as they are. */
import type { Language, Text } from '../../core/text.ts';

export const sampleNames: Readonly<Record<string, Text>> = {
  'hex-nut': { en: 'hex-nut', ja: '六角ナット' },
  'woven-fabric': { en: 'woven-fabric', ja: '織物' },
  'printed-capsule': { en: 'printed-capsule', ja: '印字カプセル' },
  leather: { en: 'leather', ja: '革' },
  'wire-bundle': { en: 'wire-bundle', ja: '電線の束' },
};

export const sampleDefects: Readonly<Record<string, Text>> = {
  good: { en: 'good', ja: '正常' },
  chip: { en: 'chip', ja: '欠け' },
  rust: { en: 'rust', ja: 'さび' },
  scratch: { en: 'scratch', ja: '傷' },
  crack: { en: 'crack', ja: 'ひび' },
  misprint: { en: 'misprint', ja: '印字不良' },
  squeeze: { en: 'squeeze', ja: 'つぶれ' },
  hole: { en: 'hole', ja: '穴' },
  'missing-yarn': { en: 'missing-yarn', ja: '糸抜け' },
  pulled: { en: 'pulled', ja: '引きつれ' },
  stain: { en: 'stain', ja: '染み' },
  cut: { en: 'cut', ja: '切り傷' },
  fold: { en: 'fold', ja: '折れ' },
  glue: { en: 'glue', ja: '接着剤' },
  poke: { en: 'poke', ja: '針穴' },
  'missing-strand': { en: 'missing-strand', ja: '素線抜け' },
  nick: { en: 'nick', ja: '被覆の欠け' },
  swapped: { en: 'swapped', ja: '配線の入れ替わり' },
  'thin-sheath': { en: 'thin-sheath', ja: '外被の薄れ' },
};

/** Where no more than the name is known: a folder of the user's that is called as built-in images are reads like them. */
export const nameOfImages = (name: string, language: Language): string =>
  sampleNames[name]?.[language] ?? name;

/** The same of a kind of defect, which is one of built-in images only if all images that have it are called so. */
export const nameOfDefect = (defect: string, images: readonly string[], language: Language): string =>
  images.every((name) => name in sampleNames) ? (sampleDefects[defect]?.[language] ?? defect) : defect;
