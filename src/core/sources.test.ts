import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const known = new Set(
  [...readFileSync('docs/paper.md', 'utf8').matchAll(/^\| (\w[\w-]*) +\|/gm)].map((match) => match[1]),
);

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path));
}

// A key in brackets with a place in the source, inside a comment.
const citation =
  /^\s*(?:\/?\*+|\/\/).*?\[([A-Z][A-Za-z]*) (?:section|sections|Eq\.|Table|Fig\.|Appendix|Algorithm)[^\]]*\]/gm;

describe('citations', () => {
  it('name only sources that docs/paper.md lists', () => {
    const cited = sourceFiles('src').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(citation)].map((match) => ({ path, key: match[1] })),
    );
    expect(cited.length).toBeGreaterThan(5);
    expect(cited.filter(({ key }) => !known.has(key))).toEqual([]);
  });
});
