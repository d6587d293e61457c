import { describe, expect, it } from 'vitest';
import { createEventDrain } from './client-drain.ts';
import type { LabEvent, LabMessage } from './contract-lab.ts';

const paused = (step: number): LabEvent => ({ type: 'paused', step });
const post = (port: MessagePort, message: LabMessage) => {
  port.postMessage(message);
};

/** Whether a promise is settled once all messages posted so far have been heard. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.finally(() => {
    settled = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  return settled;
}

describe('the drain of events', () => {
  it('settles a call only after its end, with every event reported, in order', async () => {
    const drain = createEventDrain();
    const thread = drain.open();
    const heard: LabEvent[] = [];
    const call = drain.during(
      () => Promise.resolve('reply'),
      (events) => heard.push(...events),
    );
    expect(await isSettled(call)).toBe(false);
    post(thread, { type: 'events', events: [paused(1), paused(2)] });
    post(thread, { type: 'events', events: [paused(3)] });
    expect(await isSettled(call)).toBe(false);
    post(thread, { type: 'end', call: 0 });
    expect(await call).toBe('reply');
    expect(heard).toEqual([paused(1), paused(2), paused(3)]);
    thread.close();
    drain.open().close();
  });

  it('waits for the reply too, where the end comes first', async () => {
    const drain = createEventDrain();
    const thread = drain.open();
    let reply: (value: string) => void = () => undefined;
    const call = drain.during(
      () =>
        new Promise<string>((resolve) => {
          reply = resolve;
        }),
      () => undefined,
    );
    post(thread, { type: 'end', call: 0 });
    expect(await isSettled(call)).toBe(false);
    reply('late');
    expect(await call).toBe('late');
    thread.close();
    drain.open().close();
  });

  it('gives the events of calls that wait behind each other to the call they belong to', async () => {
    const drain = createEventDrain();
    const thread = drain.open();
    const heard: [LabEvent[], LabEvent[]] = [[], []];
    const calls = heard.map((events, i) =>
      drain.during(
        () => Promise.resolve(i),
        (some) => events.push(...some),
      ),
    );
    post(thread, { type: 'events', events: [paused(1)] });
    post(thread, { type: 'end', call: 0 });
    expect(await calls[0]).toBe(0);
    expect(await isSettled(calls[1]!)).toBe(false);
    post(thread, { type: 'events', events: [paused(2)] });
    post(thread, { type: 'end', call: 1 });
    expect(await calls[1]).toBe(1);
    expect(heard).toEqual([[paused(1)], [paused(2)]]);
    thread.close();
    drain.open().close();
  });

  it('takes the next call after one that failed', async () => {
    const drain = createEventDrain();
    const thread = drain.open();
    const heard: LabEvent[] = [];
    const failing = drain.during(
      () => Promise.reject(new Error('first')),
      () => undefined,
    );
    await expect(failing).rejects.toThrow('first');
    const call = drain.during(
      () => Promise.resolve(2),
      (events) => heard.push(...events),
    );
    post(thread, { type: 'events', events: [paused(1)] });
    post(thread, { type: 'end', call: 1 });
    expect(await call).toBe(2);
    expect(heard).toEqual([paused(1)]);
    thread.close();
    drain.open().close();
  });

  it('hears nothing more of a thread once another has its channel, and is free for a new call', async () => {
    const drain = createEventDrain();
    const dead = drain.open();
    const fromDead: LabEvent[] = [];
    void drain.during(
      () => new Promise(() => undefined),
      (events) => fromDead.push(...events),
    );
    post(dead, { type: 'events', events: [paused(1)] });
    const thread = drain.open();
    const call = drain.during(
      () => Promise.resolve(3),
      () => undefined,
    );
    post(thread, { type: 'end', call: 0 });
    expect(await call).toBe(3);
    expect(fromDead).toEqual([]);
    thread.close();
    drain.open().close();
  });
});
