/** Listens to the lab beside its stages, so that a finished run can be kept as the events it was made of. */
import type { LabClient } from '../worker/client.ts';
import type { LabEvent } from '../worker/contract.ts';

export interface Recorder {
  /** The lab, listened to. */
  readonly lab: LabClient;
  /** The latest training and the latest evaluation after it, in order. */
  readonly events: () => readonly LabEvent[];
}

export function createRecorder(lab: LabClient): Recorder {
  let trained: LabEvent[] = [];
  let evaluated: LabEvent[] = [];
  return {
    lab: {
      ...lab,
      train(experiment, report) {
        [trained, evaluated] = [[], []];
        return lab.train(experiment, (events) => {
          trained.push(...events);
          report(events);
        });
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
  };
}
