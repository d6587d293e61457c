/** How smoothly the page runs: its overview alive, and while its worker trains on software WebGPU, beside the same page at rest. */
import { watchFrames, watchOverview, type Frames } from '../pages/frames.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { quantile } from '../support/timing.ts';

const ms = 20_000;

/** Share of frames that came more than one frame late, at 60 a second. */
function lateShare({ gaps }: Frames): string {
  return `${((100 * gaps.filter((gap) => gap > 25).length) / gaps.length).toFixed(1)} %`;
}

function told(name: string, frames: Frames): string {
  const median = quantile(frames.gaps, 0.5).toFixed(1);
  const longest = frames.gaps.at(-1)?.toFixed(0) ?? '';
  return `${name}: ${((1000 * frames.gaps.length) / ms).toFixed(1)} frames a second, median ${median} ms, longest ${longest} ms, ${lateShare(frames)} late`;
}

export async function framesBench(): Promise<BenchResult[]> {
  const { atRest, training, steps } = await watchFrames(ms);
  const costs = { ours: quantile(training.gaps, 0.95), baseline: quantile(atRest.gaps, 0.95) };
  const note = `p95 from frame to frame, baseline at rest; ${told('training', training)}; ${told('at rest', atRest)}; ${steps} steps taken`;
  const longest = 'longest task of the page while training, baseline at rest; 0: none of 50 ms';
  const overview = await watchOverview(ms);
  const own = `of the page's thread, processor time, from the open page on; by the clock ${overview.longestTask.toFixed(0)} ms after the answer (0: none of 50 ms); ${told('overview alive', overview)}`;
  return [
    { name: 'overview-longest-task', ours: overview.longestOwn, unit: 'ms', note: own },
    compared({ name: 'frame-while-training-p95', ...costs, unit: 'ms', note }),
    { name: 'longest-task-while-training', ours: training.longestTask, unit: 'ms', note: longest },
  ];
}
