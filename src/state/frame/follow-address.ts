/** Keeps the page's address and the stages in step, both ways, without one chasing the other. */
import { formatAddress, parseAddress } from './address.ts';
import type { ExperimentHandle } from '../experiment/experiment.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import type { PreferencesStage } from './preferences.ts';
import type { Later } from '../studio/studio.ts';

/** Rest after the last change before the address follows. */
export const addressRestMs = 300;

export interface Followed {
  readonly preferences: PreferencesStage;
  readonly experiment: ExperimentHandle;
  readonly dataset: DatasetStage;
}

function addressOf({ preferences, experiment, dataset }: Followed): string {
  return formatAddress(
    preferences.store.getState().stage,
    dataset.store.getState().dataset,
    experiment.link(),
  );
}

/**
 * The address follows the stages: other images at once, since a reload opens what it names; knobs once they rest.
 */
export function writeAddress(stages: Followed, show: (hash: string) => void, later: Later): void {
  const { preferences, experiment, dataset } = stages;
  let callOff: () => void = () => undefined;
  const followNow = () => {
    callOff();
    show(addressOf(stages));
  };
  const follow = () => {
    callOff();
    callOff = later(followNow, addressRestMs);
  };
  preferences.store.subscribe(follow);
  experiment.store.subscribe(follow);
  dataset.store.subscribe((state, before) => {
    if (state.dataset !== before.dataset) followNow();
  });
}

/** The stages follow an address that the user typed or pasted. One that names a stage alone leaves the knobs as they are. */
export function openAddress(stages: Followed, hash: string): void {
  if (hash === addressOf(stages)) return;
  const { preferences, experiment, dataset } = stages;
  const { stage, sample, query } = parseAddress(hash);
  preferences.openStage(stage);
  if (query === '') return;
  experiment.openLink(query);
  const { dataset: open } = dataset.store.getState();
  const isOpen = open?.origin === 'sample' && open.name === sample;
  if (sample !== undefined && !isOpen) void dataset.openSample(sample);
}
