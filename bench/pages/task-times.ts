/** Tasks of a page's own thread, from a trace. */

export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What a trace must hold. */
export const taskCategories = ['toplevel', 'disabled-by-default-devtools.timeline'] as const;

/** Milliseconds of processor time each: time in which the thread waited for a busy machine is left out. */
export function taskTimes(events: readonly TraceEvent[]): number[] {
  const threads = events.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const isMain = ({ pid, tid }: TraceEvent) =>
    threads.some((thread) => thread.pid === pid && thread.tid === tid);
  return events.flatMap((event) =>
    event.name === 'RunTask' && event.tdur !== undefined && isMain(event) ? [event.tdur / 1000] : [],
  );
}
