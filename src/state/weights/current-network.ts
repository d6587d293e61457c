/** Listens to the lab to tell which runs the current network has made, so that its weights are saved with no other. */
import type { LabClient } from '../../worker/bridge/client-lab.ts';

export interface NetworkAtHand {
  /** The lab, listened to. */
  readonly lab: LabClient;
  /** Says that the current network made this run. */
  readonly made: (run: string) => void;
  /** Whether the network of a run is the current one. */
  readonly isAtHand: (run: string) => boolean;
}

export function followNetwork(lab: LabClient): NetworkAtHand {
  /** With the network that scored each: the best or the last; `undefined` until one is chosen. */
  const runs = new Map<string, string | undefined>();
  let chosen: string | undefined;
  const forget = () => {
    runs.clear();
    chosen = undefined;
  };
  return {
    lab: {
      ...lab,
      train(...call) {
        forget();
        return lab.train(...call);
      },
      trainOn(...call) {
        forget();
        return lab.trainOn(...call);
      },
      openRun(id) {
        forget();
        return lab.openRun(id);
      },
      openModel(...call) {
        forget();
        return lab.openModel(...call);
      },
      async chooseNetwork(wanted) {
        const now = await lab.chooseNetwork(wanted);
        chosen = now;
        return now;
      },
    },
    made(run) {
      runs.set(run, chosen);
    },
    isAtHand: (run) => runs.has(run) && runs.get(run) === chosen,
  };
}
