import { describe, expect, it } from 'vitest';
import { inspect } from './inspect.ts';
import { listLimits, readListText } from './list-text.ts';
import { png, gray } from '../testing/pictures.ts';

const { signal } = new AbortController();

/** Endless, and counting what is taken of it. */
function endless(line: string): { readonly blob: Blob; readonly taken: () => number } {
  const part = new TextEncoder().encode(line.repeat(1000));
  let taken = 0;
  const stream = () =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        taken += part.length;
        controller.enqueue(part);
      },
    });
  return { blob: Object.assign(new Blob(), { stream }), taken: () => taken };
}

describe('a list of labels', () => {
  it.each([
    ['rows.csv', 'a.png,0\n', 'more than 200000 lines', 2e6],
    ['bytes.csv', 'a'.repeat(1000), '20.', 22e6],
    ['values.json', '[{},{}],', 'more than 1000000 lists and objects', 4e6],
  ])('of endless %s is refused while it is read', async (name, line, came, most) => {
    const { blob, taken } = endless(line);
    const read = await readListText(name, blob);
    expect(read).toMatchObject({ ok: false, problem: { kind: 'list-too-large' } });
    expect(read.ok ? '' : read.problem.came).toContain(came);
    expect(taken()).toBeLessThan(most);
  });

  it('within the limits is read whole, letters of several bytes too', async () => {
    const text = 'ファイル,判定\n'.repeat(10_000);
    expect(await readListText('a.csv', new Blob([text]))).toEqual({ ok: true, value: text });
  });

  it('that is too large is named, and the images beside it are opened', async () => {
    const large = new Blob([new Uint8Array(listLimits.bytes + 1)]);
    const image = { path: 'x/train/good/0.png', blob: png(8, 8, gray(9)) };
    const found = await inspect([image, { path: 'x/labels.csv', blob: large }], {
      signal,
      report: () => undefined,
    });
    expect(found).toMatchObject({
      ok: true,
      value: { problems: [{ path: 'x/labels.csv', kind: 'list-too-large', came: '20.0 MB' }, {}] },
    });
  });
});
