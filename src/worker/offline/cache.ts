/**
 * Keeps every file of one build in a cache of its own. The build before it stays too, so that a page opened earlier still
 * finds its lazy chunks; older builds are deleted.
 */
export interface Build {
  readonly version: string;
  /** Content-Security-Policy of everything handed out. */
  readonly policy: string;
  /** Hash by path, relative to the scope. */
  readonly files: Readonly<Record<string, string>>;
  /** The same for large files that few need: they are kept once a page has asked for them. */
  readonly later: Readonly<Record<string, string>>;
}

/** What the cache is kept in; a browser's `caches` and `fetch`, or a test's. */
export interface Storage {
  readonly caches: CacheStorage;
  readonly fetch: (url: string) => Promise<Response>;
  /** Address of the folder that the app is served from; several apps may share an origin. */
  readonly scope: string;
}

const startPage = 'index.html';
const hashHeader = 'x-kizu-hash';
/** The build in use and the one before it. */
const buildsKept = 2;

function prefixOf({ scope }: Storage): string {
  return `kizu ${scope} `;
}

/** Names of this app's caches, the oldest first. */
async function namesOf(storage: Storage): Promise<string[]> {
  return (await storage.caches.keys()).filter((name) => name.startsWith(prefixOf(storage)));
}

/** The body as it came, with the policy, and marked by its hash. */
async function marked(response: Response, hash: string, policy: string): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set(hashHeader, hash);
  headers.set('content-security-policy', policy);
  headers.delete('content-encoding'); // the body is unpacked by now
  return new Response(await response.arrayBuffer(), { headers });
}

/** The same file of an earlier build, if it is the same. */
async function findKept(storage: Storage, url: string, hash: string): Promise<Response | undefined> {
  for (const name of await namesOf(storage)) {
    const kept = await (await storage.caches.open(name)).match(url);
    if (kept?.headers.get(hashHeader) === hash) return kept;
  }
  return undefined;
}

async function download(storage: Storage, url: string): Promise<Response> {
  const response = await storage.fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} came, 200 was wanted.`);
  return response;
}

/**
 * Stores the files of a build, downloading only those that changed; rejects when one is missing. Of those for later it keeps
 * what an earlier build has.
 */
export async function storeBuild(storage: Storage, { version, policy, files, later }: Build): Promise<void> {
  const target = prefixOf(storage) + version;
  const stored = async (path: string, hash: string, get: (url: string) => Promise<Response | undefined>) => {
    const url = new URL(path, storage.scope).href;
    const source = (await findKept(storage, url, hash)) ?? (await get(url));
    return source === undefined ? [] : [{ url, response: await marked(source, hash, policy) }];
  };
  const found = await Promise.all([
    ...Object.entries(files).map(([path, hash]) => stored(path, hash, (url) => download(storage, url))),
    ...Object.entries(later).map(([path, hash]) => stored(path, hash, () => Promise.resolve(undefined))),
  ]);
  const cache = await storage.caches.open(target);
  await Promise.all(found.flat().map(({ url, response }) => cache.put(url, response)));
}

/** Downloads a file for later and keeps it; nothing for a path that is none. */
async function fetchLater(
  storage: Storage,
  { version, policy, later }: Build,
  url: string,
): Promise<Response | undefined> {
  const hash = later[url.slice(storage.scope.length)];
  if (hash === undefined) return undefined;
  const response = await marked(await download(storage, url), hash, policy);
  await (await storage.caches.open(prefixOf(storage) + version)).put(url, response.clone());
  return response;
}

/** Deletes all builds but the newest ones. */
export async function dropOldBuilds(storage: Storage, { version }: Build): Promise<void> {
  const current = prefixOf(storage) + version;
  const others = (await namesOf(storage)).filter((name) => name !== current);
  await Promise.all(others.slice(0, -(buildsKept - 1)).map((name) => storage.caches.delete(name)));
}

/** Paths below the scope at which a navigation opens the app: others may be pages of another site that lies there. */
const startPaths = ['', startPage];

/** Whether a page is asked for that is not the app's own. */
function isForeignPage(scope: string, { url, mode }: Pick<Request, 'url' | 'mode'>): boolean {
  const { origin, pathname } = new URL(url);
  const isOwn = startPaths.some((path) => new URL(path, scope).href === origin + pathname);
  return mode === 'navigate' && !isOwn;
}

/**
 * What to answer without the network: the start page at the app's own address, otherwise the file, of whichever build has it;
 * nothing for what is not of the app. A file for later comes by the network once.
 */
export async function findAnswer(
  storage: Storage,
  build: Build,
  request: Pick<Request, 'url' | 'mode'>,
): Promise<Response | undefined> {
  if (isForeignPage(storage.scope, request)) return undefined;
  const { origin, pathname } = new URL(request.url);
  const wanted = request.mode === 'navigate' ? new URL(startPage, storage.scope).href : origin + pathname;
  const own = await (await storage.caches.open(prefixOf(storage) + build.version)).match(wanted);
  if (own !== undefined) return own;
  for (const name of await namesOf(storage)) {
    const kept = await (await storage.caches.open(name)).match(wanted);
    if (kept !== undefined) return kept;
  }
  return fetchLater(storage, build, wanted);
}
