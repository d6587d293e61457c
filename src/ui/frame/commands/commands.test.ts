import { describe, expect, it } from 'vitest';
import { findCommands, type Command } from './commands.ts';

const command = (id: string, en: string, ja: string): Command => ({
  id,
  kind: 'action',
  label: { en, ja },
  run: () => undefined,
});

const commands = [
  command('area', 'Patch area', 'パッチの面積'),
  command('rotation', 'Rotation', '回転'),
  command('views', 'View rotation', 'ビューの回転'),
];
const found = (query: string) => findCommands(commands, query).map(({ id }) => id);

describe('finding a command', () => {
  it('takes every word, in either language and any width of letters', () => {
    expect(found('area patch')).toEqual(['area']);
    expect(found('面積')).toEqual(['area']);
    expect(found('ＰＡＴＣＨ')).toEqual(['area']);
    expect(found('nothing')).toEqual([]);
  });

  it('puts names that begin with the word first', () => {
    expect(found('rotation')).toEqual(['rotation', 'views']);
  });

  it('lists all without a query', () => {
    expect(found('  ')).toHaveLength(3);
  });
});
