/**
 * What crosses between the page and its workers: types only, so that either side may read it for nothing.
 * Pixels move as transferred buffers. Expected failures are data; anything thrown is a defect.
 */
export type * from './contract-data.ts';
export type * from './contract-studio.ts';
export type * from './contract-lab.ts';
