import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectorPresets } from '../core/experiment/detector-presets.ts';
import { detectorOptions } from '../core/experiment/detectors.ts';
import { defaultExperiment } from '../core/experiment/experiment.ts';
import { parseExperiment } from '../core/experiment/parse.ts';
import { needsTraining } from '../core/experiment/relevance.ts';
import { paperCategories, publishedAuroc } from '../core/run/published.ts';
import { faces, publishedColumns } from './faces.ts';

const table = Object.values(faces).map((face) => [face.id, face] as const);
const sources = new Set(
  [...readFileSync('docs/paper.md', 'utf8').matchAll(/^\| (\w+) +\|/gm)].map((match) => match[1]),
);

describe('the faces of the detectors', () => {
  it('are one for each option of the knob, under its own name', () => {
    expect(Object.keys(faces)).toEqual(detectorOptions.map(({ value }) => value));
    for (const [name, face] of Object.entries(faces)) expect(face.id).toBe(name);
  });

  it.each(table)('%s has a source that docs/paper.md lists', (_, { source }) => {
    expect(sources).toContain(source);
  });

  it.each(table)('%s has scores and series of different names, and chooses one of its scores', (_, face) => {
    const scores = face.scores.map(({ name }) => name);
    expect(new Set(scores).size).toBe(scores.length);
    expect(new Set(face.series.map(({ name }) => name)).size).toBe(face.series.length);
    expect(scores).toContain(face.chosenScore({ ...defaultExperiment, detector: face.id }));
  });

  it.each(table)('%s says everything in both languages', (_, { label, idea, scores, series }) => {
    const texts = [label, idea, ...scores.flatMap((one) => [one.label, one.meaning])];
    for (const text of [...texts, ...series.map((one) => one.label)]) {
      expect(text.en.trim()).not.toBe('');
      expect(text.ja.trim()).not.toBe('');
    }
    expect(idea.en).toMatch(/^[A-Z].*\.$/);
    expect(idea.ja).toMatch(/。$/);
  });

  it.each(table)('%s needs training as the table of detectors says', (detector, { needs }) => {
    expect(needsTraining({ ...defaultExperiment, detector })).toBe(needs.training);
  });

  it.each(table)('%s has presets of its own that the knobs allow', (id) => {
    for (const { changes } of detectorPresets[id]) {
      const { experiment, repairs } = parseExperiment(changes);
      expect(repairs).toEqual([]);
      expect(experiment.detector).toBe(id);
    }
  });
});

describe('published columns', () => {
  it('are those of the detectors, each once', () => {
    const ids = publishedColumns.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(['paper', 'paper-cutpaste', 'patchcore-r18', 'cutpaste', 'draem', 'nsa']);
  });

  it('have a number for each category of the paper, and for no other', () => {
    for (const column of publishedColumns) {
      expect(column.aurocs).toHaveLength(paperCategories.length);
      expect(publishedAuroc(column, 'grid')).toBeUndefined();
    }
  });

  it('have the averages that their sources print', () => {
    const means = publishedColumns.map(
      ({ id, aurocs }) => [id, aurocs.reduce((sum, value) => sum + value, 0) / aurocs.length] as const,
    );
    const printed: Partial<Record<string, number>> = {
      paper: 94.2,
      'paper-cutpaste': 93.7,
      cutpaste: 94.3,
      nsa: 96.5,
      'patchcore-r18': 96.8,
    };
    for (const [id, mean] of means) {
      const wanted = printed[id];
      if (wanted !== undefined) expect(Math.abs(mean - wanted)).toBeLessThan(0.06);
    }
  });
});
