import { describe, expect, it } from 'vitest';
import { dropOldBuilds, findAnswer, storeBuild, type Build, type Storage } from './cache.ts';

const scope = 'https://example.org/kizu/';

/** As much of a browser's `caches` as is used. */
function fakeCaches(): CacheStorage {
  const all = new Map<string, Map<string, Response>>();
  const open = (name: string) => {
    const entries = all.get(name) ?? new Map<string, Response>();
    all.set(name, entries);
    return Promise.resolve({
      match: (url: string) => Promise.resolve(entries.get(url)?.clone()),
      put: (url: string, response: Response) => Promise.resolve(entries.set(url, response)),
    });
  };
  const fake = {
    open,
    keys: () => Promise.resolve([...all.keys()]),
    delete: (name: string) => Promise.resolve(all.delete(name)),
  };
  return fake as unknown as CacheStorage;
}

function fakeStorage(served: Record<string, string>): Storage & { readonly asked: string[] } {
  const asked: string[] = [];
  const fetch = (url: string) => {
    const path = url.slice(scope.length);
    asked.push(path);
    const body = served[path];
    return Promise.resolve(new Response(body ?? '', { status: body === undefined ? 404 : 200 }));
  };
  return { caches: fakeCaches(), fetch, scope, asked };
}

const build = (
  version: string,
  files: Record<string, string>,
  later: Record<string, string> = {},
): Build => ({
  version,
  policy: "default-src 'none'",
  files,
  later,
});
const get = (path: string) => ({ url: scope + path, mode: 'cors' }) as const;
const text = async (response: Response | undefined) => response?.text();

describe('the offline cache', () => {
  it('answers files, the start page for any navigation, and nothing for what is not there', async () => {
    const storage = fakeStorage({ 'index.html': 'page', 'a-1.js': 'code' });
    const one = build('1', { 'index.html': 'h', 'a-1.js': 'h' });
    await storeBuild(storage, one);
    expect(await text(await findAnswer(storage, one, get('a-1.js?v=2')))).toBe('code');
    const navigation = { url: `${scope}?lang=ja#/tune`, mode: 'navigate' } as const;
    expect(await text(await findAnswer(storage, one, navigation))).toBe('page');
    expect(await findAnswer(storage, one, get('b.js'))).toBeUndefined();
  });

  it('leaves pages below its path to whoever serves them', async () => {
    const storage = fakeStorage({ 'index.html': 'page' });
    const one = build('1', { 'index.html': 'h' });
    await storeBuild(storage, one);
    const open = async (path: string) =>
      text(await findAnswer(storage, one, { url: scope + path, mode: 'navigate' }));
    expect(await open('')).toBe('page');
    expect(await open('index.html#/data')).toBe('page');
    for (const path of ['wiki/', 'wiki/index.html', 'other.html', 'index.html/x', '%69ndex.html/'])
      expect(await open(path)).toBeUndefined();
  });

  it('puts the policy on everything it hands out', async () => {
    const storage = fakeStorage({ 'worker.js': 'code' });
    const one = build('1', { 'worker.js': 'h' });
    await storeBuild(storage, one);
    const answer = await findAnswer(storage, one, get('worker.js'));
    expect(answer?.headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it('keeps a file for later once a page has asked for it, for the next build too', async () => {
    const storage = fakeStorage({ 'index.html': 'page', 'large.bin': 'numbers' });
    const first = build('1', { 'index.html': 'a' }, { 'large.bin': 'h' });
    await storeBuild(storage, first);
    expect(storage.asked).toEqual(['index.html']);
    expect(await text(await findAnswer(storage, first, get('large.bin')))).toBe('numbers');
    const second = build('2', { 'index.html': 'b' }, { 'large.bin': 'h' });
    await storeBuild(storage, second);
    await dropOldBuilds(storage, build('3', {}));
    expect(await text(await findAnswer(storage, second, get('large.bin')))).toBe('numbers');
    expect(storage.asked).toEqual(['index.html', 'large.bin', 'index.html']);
  });

  it('downloads only what changed', async () => {
    const storage = fakeStorage({ 'index.html': 'page', 'a.js': 'code' });
    await storeBuild(storage, build('1', { 'index.html': 'old', 'a.js': 'same' }));
    storage.asked.length = 0;
    await storeBuild(storage, build('2', { 'index.html': 'new', 'a.js': 'same' }));
    expect(storage.asked).toEqual(['index.html']);
  });

  it('keeps one build before the newest, whose lazy chunks open pages still want', async () => {
    const storage = fakeStorage({ 'a-1.js': 'one', 'a-2.js': 'two', 'a-3.js': 'three' });
    const builds = ['1', '2', '3'].map((version) => build(version, { [`a-${version}.js`]: version }));
    for (const next of builds) {
      await storeBuild(storage, next);
      await dropOldBuilds(storage, next);
    }
    const newest = builds[2]!;
    expect(await text(await findAnswer(storage, newest, get('a-2.js')))).toBe('two');
    expect(await findAnswer(storage, newest, get('a-1.js'))).toBeUndefined();
  });

  it('keeps nothing of a build that lacks a file, so that the earlier one goes on', async () => {
    const storage = fakeStorage({ 'index.html': 'page' });
    await expect(storeBuild(storage, build('1', { 'index.html': 'h', 'gone.js': 'h' }))).rejects.toThrow(
      /404 came/,
    );
    expect(await storage.caches.keys()).toEqual([]);
  });

  it('leaves the caches of other apps on the same origin alone', async () => {
    const storage = fakeStorage({ 'a.js': 'x' });
    await storage.caches.open('kizu https://example.org/other/ 9');
    const one = build('1', { 'a.js': 'h' });
    await storeBuild(storage, one);
    await dropOldBuilds(storage, one);
    expect(await storage.caches.keys()).toContain('kizu https://example.org/other/ 9');
  });
});
