import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { differencesOf, driftOf, scoreDriftOf, traitsOf, type ComparedFacts } from './unlikeness.ts';

const facts = (changes: Partial<ComparedFacts> = {}): ComparedFacts => ({
  file: { bytes: 1, width: 400, height: 300 },
  medianGray: 120,
  contrast: 30,
  sharpness: 8,
  hasColour: false,
  ...changes,
});

/** Images whose statistics spread about like those of photographs. */
function photographs(count: number, seed: string, change: (one: ComparedFacts) => Partial<ComparedFacts>) {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const one = facts({
      medianGray: 120 + 3 * random.normal(),
      contrast: 30 + random.normal(),
      sharpness: 8 + 0.5 * random.normal(),
    });
    return { ...one, ...change(one) };
  });
}

describe('one image beside the normals', () => {
  const gray = traitsOf([facts(), facts({ file: { bytes: 1, width: 401, height: 300 } })]);

  it('is of another shape only beyond what rounding does', () => {
    expect(differencesOf(facts(), gray)).toEqual([]);
    expect(differencesOf(facts({ file: { bytes: 1, width: 404, height: 300 } }), gray)).toEqual([]);
    expect(differencesOf(facts({ file: { bytes: 1, width: 300, height: 400 } }), gray)).toEqual([
      'other-shape',
    ]);
  });

  it('has colour that no normal has, or none where all have it', () => {
    expect(differencesOf(facts({ hasColour: true }), gray)).toEqual(['colour']);
    const coloured = traitsOf([facts({ hasColour: true })]);
    expect(differencesOf(facts(), coloured)).toEqual(['no-colour']);
    expect(differencesOf(facts(), traitsOf([facts(), facts({ hasColour: true })]))).toEqual([]);
  });

  it('differs from nothing where there are no normals', () => {
    expect(differencesOf(facts({ hasColour: true }), traitsOf([]))).toEqual([]);
  });
});

describe('new images as a whole', () => {
  const normals = photographs(30, 'normals', () => ({}));

  it('are like the normals where they come from the same camera', () => {
    for (let seed = 0; seed < 20; seed++)
      expect(
        driftOf(
          normals,
          photographs(40, `same ${seed}`, () => ({})),
        ),
      ).toEqual([]);
  });

  it.each([
    ['darker', (one: ComparedFacts) => ({ medianGray: one.medianGray - 12 })],
    ['brighter', (one: ComparedFacts) => ({ medianGray: one.medianGray + 12 })],
    ['flatter', (one: ComparedFacts) => ({ contrast: one.contrast * 0.8 })],
    ['blurred', (one: ComparedFacts) => ({ sharpness: one.sharpness * 0.6 })],
  ] as const)('are %s', (kind, change) => {
    const [found, ...others] = driftOf(normals, photographs(40, kind, change));
    expect(found).toMatchObject({ kind });
    expect(others).toEqual([]);
  });

  it('say nothing where they are few, or where the change is too small to be seen', () => {
    expect(
      driftOf(
        normals,
        photographs(9, 'few', () => ({ medianGray: 10 })),
      ),
    ).toEqual([]);
    const exact = Array.from({ length: 20 }, () => facts());
    expect(
      driftOf(
        exact,
        exact.map((one) => ({ ...one, medianGray: 123 })),
      ),
    ).toEqual([]);
    expect(
      driftOf(
        exact,
        exact.map((one) => ({ ...one, medianGray: 125 })),
      ),
    ).toHaveLength(1);
  });

  it('score above every held-out normal, most of them', () => {
    const scores = Array.from({ length: 20 }, (_, i) => i);
    expect(scoreDriftOf([0, 9.5], scores)).toBeUndefined();
    expect(scoreDriftOf([0, 8.5], scores)).toEqual({ kind: 'scores', share: 0.55 });
    expect(scoreDriftOf([], scores)).toBeUndefined();
  });
});
