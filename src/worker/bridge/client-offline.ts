/** The page's side of the service worker: whether the app works offline, and whether a newer build waits. */

/** `ready`: the app opens without a network. `update`: it does, and a newer build waits to take over. */
export type OfflineNews = 'ready' | 'update';

export interface OfflineClient {
  /** Tells each piece of news as it comes; nothing where the browser has no service workers. */
  follow(listener: (news: OfflineNews) => void): void;
  /** Lets the newer build take over, in this page by opening it again. */
  update(): void;
}

/** A tab may stay open for days: ask for a newer build when it is looked at again. */
const askAgainMs = 3_600_000;

function watch(registration: ServiceWorkerRegistration, listener: (news: OfflineNews) => void): void {
  const tell = () => {
    if (registration.waiting !== null) listener('update');
    else if (registration.active !== null) listener('ready');
  };
  const followNewcomer = () => {
    registration.installing?.addEventListener('statechange', tell);
  };
  registration.addEventListener('updatefound', followNewcomer);
  followNewcomer();
  tell();
}

function askNowAndThen(registration: ServiceWorkerRegistration): void {
  let asked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - asked < askAgainMs) return;
    asked = Date.now();
    void registration.update().catch(() => undefined); // offline
  });
}

/** `url` is the service worker's, beside the page. */
export function createOfflineClient(url: string): OfflineClient {
  let registered: ServiceWorkerRegistration | undefined;
  return {
    follow(listener) {
      if (!('serviceWorker' in navigator)) return; // a page served without https has none
      const register = async () => {
        registered = await navigator.serviceWorker.register(url);
        watch(registered, listener);
        askNowAndThen(registered);
      };
      // Refused in some private windows; the app works all the same while there is a network.
      const start = () => void register().catch(() => undefined);
      if (document.readyState === 'complete') start();
      else addEventListener('load', start, { once: true });
    },
    update() {
      const waiting = registered?.waiting;
      if (waiting === null || waiting === undefined) return;
      navigator.serviceWorker.addEventListener(
        'controllerchange',
        () => {
          location.reload();
        },
        { once: true },
      );
      waiting.postMessage('take-over');
    },
  };
}
