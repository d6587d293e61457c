/** How long work will take yet, by its pace of late: what went before (files known from an earlier import) says little. */

/** Milliseconds of which the pace is taken, and before which nothing is said. */
const windowMs = 8000;
const silentMs = 2000;

interface Mark {
  readonly at: number;
  readonly done: number;
}

/** Takes how far the work is at a time, both rising; gives milliseconds, or undefined while there is no pace to go by. */
export function createTimeLeft(): (done: number, total: number, nowMs: number) => number | undefined {
  let marks: readonly Mark[] = [];
  return (done, total, nowMs) => {
    const young = marks.findIndex(({ at }) => nowMs - at <= windowMs);
    marks = [...(young > 0 ? marks.slice(young) : marks), { at: nowMs, done }];
    const [first] = marks;
    if (first === undefined || nowMs - first.at < silentMs || done <= first.done) return undefined;
    return ((total - done) * (nowMs - first.at)) / (done - first.done);
  };
}
