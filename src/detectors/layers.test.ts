/** The rules of layers refuse what they are there to refuse: a file that breaks one is put in, and taken out again. */
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** Which rules a file would break that imports `imported`; its folder is for it alone. */
async function rulesBrokenBy(path: string, imported: string): Promise<string[]> {
  const folder = dirname(path);
  await mkdir(folder);
  try {
    await writeFile(path, `export * from '${imported}';\n`);
    const found = await run('npx', ['depcruise', '--output-type', 'json', path], {
      maxBuffer: 2 ** 27,
    }).catch(
      (error: unknown) => error as { readonly stdout: string }, // it ends with a number where rules are broken
    );
    const { summary } = JSON.parse(found.stdout) as Report;
    return summary.violations.filter(({ from }) => from === path).map(({ rule }) => rule.name);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('npm run layers', () => {
  it.each([
    [
      'a face that reaches the engine',
      'src/detectors/breaking/face.ts',
      '../../engine/device.ts',
      'face-sees-core',
    ],
    [
      'a page that reaches a body',
      'src/ui/breaking/page.ts',
      '../../detectors/bodies.ts',
      'page-reaches-no-body',
    ],
    [
      'a detector that imports another',
      'src/detectors/breaking/body.ts',
      '../deep-svdd/body.ts',
      'detectors-stand-alone',
    ],
    [
      'an engine file that imports a detector',
      'src/engine/breaking/loop.ts',
      '../../detectors/bodies.ts',
      'engine-sees-core',
    ],
  ])('refuses %s', async (_what, path, imported, rule) => {
    expect(await rulesBrokenBy(path, imported)).toContain(rule);
  });
});
