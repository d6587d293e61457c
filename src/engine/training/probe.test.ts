import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { texture } from '../testing/pictures.ts';
import { recipeOf } from '../../detectors/run-detector.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import type { Trainer } from './trainer.ts';
import { inputPictures, shownSide, valuePictures } from './output-pictures.ts';
import { createProbe, heldOutAuroc, isWatched, type ProbeSpec } from './probe.ts';

const experiment: Experiment = { ...defaultExperiment, imageSize: 64, inputSize: 32, patchArea: [2, 5] };
const spec = recipeOf(experiment).probe;
const split = { trained: [1, 2, 3].map((seed) => texture(64, seed)), heldOut: [texture(64, 9)] };

/** Embeds a picture as its mean red, and remembers what it was shown. */
function createFake(): { readonly trainer: Trainer; readonly shown: PackedImages[] } {
  const shown: PackedImages[] = [];
  const refuse = () => {
    throw new Error('a probe only runs forward');
  };
  const forward: Trainer['forward'] = (pictures, wanted) => {
    shown.push(pictures);
    const bytes = pictures.side ** 2 * 4;
    const rows = Float32Array.from({ length: 2 * pictures.count }, (_, i) => {
      if (i % 2 === 1) return 1;
      const start = (i / 2) * bytes;
      return pictures.data[start] / 255 + pictures.data[start + bytes / 2] / 255;
    });
    return Promise.resolve(wanted.map(() => rows));
  };
  const network = resNet18Network(experiment);
  const trainer = {
    network,
    length: 2,
    forward,
    step: refuse,
    save: refuse,
    restore: refuse,
    dispose: refuse,
  };
  return { trainer, shown };
}

function probeOf(trainer: Trainer, changes: Partial<Experiment> = {}, images = split) {
  const input = { split: images, experiment: { ...experiment, ...changes }, trainer };
  const probe = createProbe(spec, input);
  if (probe === undefined) throw new Error('no pseudo-anomaly was accepted');
  return probe;
}

describe('the probe', () => {
  it('shows trained, held-out and pseudo-anomalous pictures, the same ones at every look and for every run of a seed', async () => {
    const [first, second] = [createFake(), createFake()];
    const probe = probeOf(first.trainer);
    await probe.look(0);
    await probe.look(10);
    await probeOf(second.trainer).look(0);
    expect(first.shown[0].data).toEqual(first.shown[1].data);
    expect(first.shown[0].data).toEqual(second.shown[0].data);
    const kinds = probe.opening.pictures.map(({ kind }) => kind);
    const count = (wanted: string) => kinds.filter((kind) => kind === wanted).length;
    expect([count('trained'), count('held-out'), count('pseudo')]).toEqual([64, 32, 32]);
    expect(probe.opening.heldOut).toBe(1);
    expect(probe.opening.pictures[0].picture.width).toBe(32);
  });

  it('keeps points where they were as long as the network stays what it is', async () => {
    const { trainer } = createFake();
    const probe = probeOf(trainer);
    const [before, after] = [await probe.look(0), await probe.look(10)];
    after.points.forEach((value, i) => {
      expect(value).toBeCloseTo(before.points[i], 6);
    });
    expect(after.shares[0]).toBeGreaterThan(0.99); // one number varies
  });

  it('shows what a network makes of two held-out pictures and of their pseudo-anomalies, small', async () => {
    const { trainer, shown } = createFake();
    const drawing: ProbeSpec = {
      ...spec,
      async draw(pictures, seen) {
        const [made] = await seen.forward(pictures, ['pooled']);
        const values = Float32Array.from(
          { length: 4 * 32 * 32 * 3 },
          (_, i) => made[2 * Math.floor(i / 3072)],
        );
        return [
          { name: 'input', pictures: inputPictures(pictures) },
          { name: 'mean', pictures: valuePictures(values, 4, 32) },
        ];
      },
    };
    const probe = createProbe(drawing, { split, experiment, trainer });
    const look = await probe?.look(0);
    const bytes = 32 * 32 * 4;
    expect(shown[1].count).toBe(4);
    expect(shown[1].data.subarray(0, 2 * bytes)).toEqual(shown[0].data.subarray(64 * bytes, 66 * bytes));
    expect(shown[1].data.subarray(2 * bytes)).toEqual(shown[0].data.subarray(96 * bytes, 98 * bytes));
    expect(look?.outputs?.map(({ name, pictures }) => [name, pictures.length])).toEqual([
      ['input', 4],
      ['mean', 4],
    ]);
    const [input] = look?.outputs?.[0].pictures ?? [];
    expect([...input.rgba.subarray(0, 4)]).toEqual([...shown[1].data.subarray(0, 3), 255]);
  });

  it('cuts values that are no colours, and shrinks what is larger than a run should keep', () => {
    const values = Float32Array.from({ length: 96 * 96 }, (_, i) => (i % 96 < 48 ? -1 : 2));
    const [picture] = valuePictures(values, 1, 96);
    expect([picture.width, picture.height]).toEqual([shownSide, shownSide]);
    expect([...picture.rgba.subarray(0, 4)]).toEqual([0, 0, 0, 255]);
    expect([...picture.rgba.subarray(-4)]).toEqual([255, 255, 255, 255]);
  });

  it('falls back on trained images where none are held out, and is none where no patch is accepted', () => {
    const { trainer } = createFake();
    expect(probeOf(trainer, {}, { ...split, heldOut: [] }).opening.heldOut).toBe(0);
    const changes = { gateThreshold: 0, gateRetries: 1 };
    const input = { split, experiment: { ...experiment, ...changes }, trainer };
    expect(createProbe(spec, input)).toBeUndefined();
  });

  it('is right about fakes that lie apart, and about those that do not', async () => {
    const kinds = ['trained', 'trained', 'held-out', 'held-out', 'pseudo', 'pseudo'] as const;
    const aurocOf = async (...angles: number[]) => {
      const rows = Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
      return heldOutAuroc(await spec.scores(rows, 2, createFake().trainer), kinds);
    };
    expect(await aurocOf(0, 0.1, 0.05, 0.12, 0.5, 0.9)).toBe(1);
    expect(await aurocOf(0, 0.1, 0.5, 0.9, 0.05, 0.12)).toBe(0);
    expect(await aurocOf(0, 0, 0.3, 0.6, 0.5, 0.2)).toBe(0.25);
  });

  it('is due at the start, at the end, and at most about thirty times', () => {
    const due = (total: number) =>
      Array.from({ length: total + 1 }, (_, step) => step).filter((step) => isWatched(step, total));
    expect(due(4)).toEqual([0, 4]);
    expect(due(25)).toEqual([0, 10, 20, 25]);
    expect(due(450)).toHaveLength(31);
    expect(due(5000)[1]).toBe(167);
  });
});
