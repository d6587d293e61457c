/**
 * The service worker: the app opens without a network after the first visit. A newer build waits until the page asks for
 * it. What asks for another origin is refused here as well as by the policy.
 */
import { dropOldBuilds, findAnswer, storeBuild, type Build } from './cache.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;

/** `scripts/build/precache.mjs` writes the list of files here. */
const build = JSON.parse('__KIZU_PRECACHE__') as Build;

const storage = {
  caches,
  fetch: (url: string) => fetch(url, { cache: 'no-cache' }),
  scope: worker.registration.scope,
};

worker.addEventListener('install', (event) => {
  event.waitUntil(storeBuild(storage, build));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldBuilds(storage, build).then(() => worker.clients.claim()));
});

worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, protocol } = new URL(request.url);
  if (!protocol.startsWith('http')) return; // blob: and data: never leave the device
  if (origin !== worker.location.origin) {
    event.respondWith(Response.error());
    return;
  }
  if (request.method !== 'GET' || !request.url.startsWith(storage.scope)) return;
  event.respondWith(findAnswer(storage, build, request).then((answer) => answer ?? fetch(request)));
});
