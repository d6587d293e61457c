import { describe, expect, it } from 'vitest';
import { knobNames } from './experiment.ts';
import { searchKnobs } from './search-knobs.ts';

describe('the search of knobs', () => {
  it('finds by label, meaning and option, across groups and in both languages', () => {
    expect([...searchKnobs('temperature')]).toContain('temperature');
    expect([...searchKnobs('温度')]).toContain('temperature');
    expect([...searchKnobs('mahalanobis')]).toEqual(['score']);
    expect([...searchKnobs('マハラノビス')]).toEqual(['score']);
    const rotations = [...searchKnobs('rotation')];
    expect(rotations).toEqual(expect.arrayContaining(['rotation', 'scarRotation', 'viewRotation']));
  });

  it('wants every word, whatever its case and width', () => {
    expect([...searchKnobs('ＳＳＩＭ threshold')]).toContain('gateThreshold');
    expect([...searchKnobs('SSIM threshold')]).not.toContain('temperature');
    expect(searchKnobs('no such knob').size).toBe(0);
    expect(searchKnobs('  ').size).toBe(knobNames.length);
  });
});
