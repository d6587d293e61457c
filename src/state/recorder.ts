/** Listens to the lab beside its stages, so that a finished run can be kept as the events it was made of. */
import type { LabClient } from '../worker/client.ts';
import type { LabEvent } from '../worker/contract.ts';

export interface Recorder {
  /** The lab, listened to. */
  readonly lab: LabClient;
  /** The latest training and the latest evaluation after it, in order. */
  readonly events: () => readonly LabEvent[];
  /** Says that the network at hand made this run. */
  readonly made: (run: string) => void;
  /** Whether the network of a run is the one at hand. */
  readonly isAtHand: (run: string) => boolean;
}

/** How far a run is kept is told of this page alone, and says nothing of the run. */
const isOfRun = ({ type }: LabEvent) => type !== 'kept' && type !== 'not-kept';

export function createRecorder(lab: LabClient): Recorder {
  let trained: LabEvent[] = [];
  let evaluated: LabEvent[] = [];
  const runs = new Set<string>();
  type Report = (events: readonly LabEvent[]) => void;
  const recording =
    (report: Report): Report =>
    (events) => {
      trained.push(...events.filter(isOfRun));
      report(events);
    };
  return {
    lab: {
      ...lab,
      train(experiment, report) {
        [trained, evaluated] = [[], []];
        runs.clear();
        return lab.train(experiment, recording(report));
      },
      trainOn(steps, factor, report) {
        evaluated = [];
        runs.clear();
        return lab.trainOn(steps, factor, recording(report));
      },
      async openRun(id) {
        runs.clear();
        const opened = await lab.openRun(id);
        if (opened.ok && opened.value !== undefined) [trained, evaluated] = [[...opened.value.events], []];
        return opened;
      },
      evaluate(experiment, report) {
        evaluated = [];
        return lab.evaluate(experiment, (events) => {
          evaluated.push(...events);
          report(events);
        });
      },
    },
    events: () => [...trained, ...evaluated],
    made(run) {
      runs.add(run);
    },
    isAtHand: (run) => runs.has(run),
  };
}
