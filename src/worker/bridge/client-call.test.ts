import { afterEach, describe, expect, it } from 'vitest';
import { createWorkerHandle } from './client-call.ts';
import { closeThreads, fakeThread, spawner } from '../testing/fake-thread.ts';

afterEach(closeThreads);

const never = () => new Promise<never>(() => undefined);

interface Echo {
  echo(value: number): Promise<number>;
  hang(): Promise<number>;
}
const echo: Echo = { echo: (value) => Promise.resolve(value), hang: never };

describe('a call to a worker', () => {
  it('starts the thread when it is first needed, and only once', async () => {
    const { threads, spawn } = spawner(() => echo);
    const handle = createWorkerHandle<Echo>(spawn);
    expect(threads).toHaveLength(0);
    const both = [handle.call((api) => api.echo(1)), handle.call((api) => api.echo(2))];
    expect(await Promise.all(both)).toEqual([1, 2]);
    expect(threads).toHaveLength(1);
  });

  it('rejects every waiting call when the thread dies, and the next call gets a new thread', async () => {
    const { threads, spawn } = spawner(() => echo);
    const handle = createWorkerHandle<Echo>(spawn);
    const waiting = [handle.call((api) => api.hang()), handle.call((api) => api.hang())];
    await handle.call((api) => api.echo(0));
    threads[0]!.die('out of bounds');
    for (const call of waiting) await expect(call).rejects.toThrow('out of bounds');
    expect(threads[0]!.isTerminated()).toBe(true);
    expect(await handle.call((api) => api.echo(3))).toBe(3);
    expect(threads).toHaveLength(2);
  });

  it('says so when the script could not be loaded, and tries again', async () => {
    const { threads, spawn } = spawner((index) => (index === 0 ? { echo: never } : echo));
    const handle = createWorkerHandle<Echo>(spawn);
    const call = handle.call((api) => api.echo(1));
    threads[0]!.die('');
    await expect(call).rejects.toThrow('The worker could not be loaded.');
    expect(await handle.call((api) => api.echo(4))).toBe(4);
  });

  it('gives the error of a thread that cannot even be made, and tries again', async () => {
    let isForbidden = true;
    const handle = createWorkerHandle<Echo>(() => {
      if (isForbidden) throw new Error('forbidden here');
      return fakeThread(echo);
    });
    await expect(handle.call((api) => api.echo(1))).rejects.toThrow('forbidden here');
    isForbidden = false;
    expect(await handle.call((api) => api.echo(5))).toBe(5);
  });

  it('prepares each thread before its first call, and replaces one that cannot be prepared', async () => {
    const { threads, spawn } = spawner(() => echo);
    const order: string[] = [];
    const handle = createWorkerHandle<Echo>(spawn, () => {
      order.push('prepare');
      return order.length === 1 ? Promise.reject(new Error('no port')) : Promise.resolve();
    });
    await expect(handle.call((api) => api.echo(1))).rejects.toThrow('no port');
    expect(threads[0]!.isTerminated()).toBe(true);
    await handle.call((api) => {
      order.push('call');
      return api.echo(1);
    });
    expect(order).toEqual(['prepare', 'prepare', 'call']);
  });
});
