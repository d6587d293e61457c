import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const most = 250;
const paths = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((path) => join('src', path));
const read = (path: string) => readFileSync(path, 'utf8');
const sheets = paths.filter((path) => path.endsWith('.css'));
const components = paths.filter((path) => path.endsWith('.tsx'));

/** The classes that a component takes, each with the sheet it takes it from. */
function takenBy(component: string): { readonly sheet: string; readonly name: string }[] {
  const code = read(component);
  const imports = code.matchAll(/^import (\w+) from '(\S+\.module\.css)';$/gm);
  return [...imports].flatMap(([, variable, sheet]) =>
    [...code.matchAll(new RegExp(`(?<![\\w./])${variable}\\.(\\w+)`, 'g'))].map(([, name]) => ({
      sheet: join(dirname(component), sheet!),
      name: name!,
    })),
  );
}

describe('a style sheet', () => {
  it(`has at most ${most} lines`, () => {
    expect(sheets.length).toBeGreaterThan(0);
    expect(sheets.filter((path) => read(path).split('\n').length - 1 > most)).toEqual([]);
  });

  it('has every class that a component takes from it', () => {
    const taken = components.flatMap(takenBy);
    expect(taken.length).toBeGreaterThan(0);
    const missing = taken.filter(({ sheet, name }) => !new RegExp(`\\.${name}\\b`).test(read(sheet)));
    expect(missing).toEqual([]);
  });
});
