/** Tasks of an open page's own thread: by the clock, as the page is told of them, and by processor time, from a trace. */
import type { Page } from 'playwright-core';
import { taskCategories, taskTimes, type TraceEvent } from './task-times.ts';

/** Runs in the page: `window.longest` is the longest task by the clock in ms, 0 where none took 50 ms. */
export const watchTasks = `
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
`;

/** Traces the page until the result is called, which gives the processor time of each of its tasks. */
export async function traceTasks(page: Page): Promise<() => Promise<number[]>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      if (event.name === 'RunTask' || event.name === 'thread_name') events.push(event);
    }
  });
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: [...taskCategories] },
    transferMode: 'ReportEvents',
  });
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    return taskTimes(events);
  };
}
