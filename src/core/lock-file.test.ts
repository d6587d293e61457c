import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

/** Folders in which Node looks for a package that the package in `folder` asks for, the nearest first. */
function foldersAbove(folder: string): string[] {
  const parts = folder.split('/node_modules/');
  const above = parts.map((_, i) => parts.slice(0, parts.length - i).join('/node_modules/'));
  return folder === '' ? [''] : [...above, ''];
}

function isLocked(folder: string, name: string): boolean {
  return foldersAbove(folder).some((above) =>
    Object.hasOwn(lock.packages, `${above === '' ? '' : `${above}/`}node_modules/${name}`),
  );
}

describe('package-lock.json', () => {
  // npm drops what the current system does not need when it writes the lock beside a node_modules [npm/cli issue 4828].
  it('holds the packages of every platform, so that `npm ci` works on all; if not: `npm run lock`', () => {
    const missing = Object.entries(lock.packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(folder, name)),
    );
    expect(missing).toEqual([]);
  });
});
