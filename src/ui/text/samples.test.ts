import { describe, expect, it } from 'vitest';
import { nameOfDefect } from './samples.ts';

describe('a kind of defect', () => {
  it('of built-in images has a name in each language', () => {
    expect(nameOfDefect('scratch', ['hex-nut', 'leather'], 'ja')).toBe('傷');
    expect(nameOfDefect('scratch', ['hex-nut'], 'en')).toBe('scratch');
  });

  it('that images of the user have, too, is called as their folder is', () => {
    expect(nameOfDefect('scratch', ['hex-nut', 'bottle'], 'ja')).toBe('scratch');
    expect(nameOfDefect('kratzer', ['hex-nut'], 'ja')).toBe('kratzer');
  });
});
