import { describe, expect, it } from 'vitest';
import { defaultExperiment, knobNames } from './experiment.ts';
import { toJson, toPython, toTypeScript } from './export-as.ts';
import { parseExperiment } from './parse.ts';
import { presetChanges, presets } from './presets.ts';

describe('the presets', () => {
  it.each(presets.map((preset) => [preset.id, preset] as const))(
    '%s holds values that its knobs allow',
    (_, preset) => {
      const { experiment, repairs } = parseExperiment(preset.changes);
      expect(repairs).toEqual([]);
      expect(experiment).toMatchObject(preset.changes);
    },
  );

  it('have names of their own', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    expect(new Set(presets.map(({ changes }) => JSON.stringify(changes))).size).toBe(presets.length);
  });

  it('put back what another preset has changed, and leave seed and training alone', () => {
    const changes = presetChanges({ changes: { generator: 'scar' } });
    expect(changes.generator).toBe('scar');
    expect(changes.rotation).toEqual(defaultExperiment.rotation);
    expect(changes).not.toHaveProperty('seed');
    expect(changes).not.toHaveProperty('steps');
  });
});

describe('an experiment as text', () => {
  it('is read back whole from JSON', () => {
    const changed = { ...defaultExperiment, rotation: [5, 9] as const, generator: 'nsa' as const };
    const { experiment, repairs } = parseExperiment(JSON.parse(toJson(changed)) as Record<string, unknown>);
    expect([experiment, repairs]).toEqual([changed, []]);
  });

  it('names every knob in TypeScript and in Python', () => {
    for (const name of knobNames) {
      expect(toTypeScript(defaultExperiment)).toContain(`  ${name}: `);
      expect(toPython(defaultExperiment)).toContain(`    "${name}": `);
    }
    expect(toTypeScript(defaultExperiment)).toContain("generator: 'local',\n");
    expect(toPython(defaultExperiment)).toContain('"rotation": (3, 20),\n');
    expect(toPython(defaultExperiment)).toContain('"gateEnabled": True,\n');
  });
});
