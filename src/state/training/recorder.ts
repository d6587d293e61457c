/** Listens to the lab beside its stages, so that a finished run can be kept as the events it was made of. */
import type { RunEvent } from '../../core/run/file/event-shapes.ts';
import type { LabClient } from '../../worker/bridge/client.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';

export interface Recorder {
  /** The lab, listened to. */
  readonly lab: LabClient;
  /** The network at hand is of this run from now on. */
  readonly takeUp: (events: readonly LabEvent[]) => void;
  /** The latest training and the latest evaluation after it, in order. */
  readonly events: () => readonly LabEvent[];
}

/** How far a run is kept is told of this page alone, and says nothing of the run. */
export const isOfRun = (event: LabEvent): event is RunEvent =>
  event.type !== 'kept' && event.type !== 'not-kept';

export function createRecorder(lab: LabClient): Recorder {
  let trained: LabEvent[] = [];
  let evaluated: LabEvent[] = [];
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
        return lab.train(experiment, recording(report));
      },
      trainOn(steps, factor, report) {
        evaluated = [];
        return lab.trainOn(steps, factor, recording(report));
      },
      async openRun(id) {
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
    takeUp(events) {
      [trained, evaluated] = [[...events], []];
    },
    events: () => [...trained, ...evaluated],
  };
}
