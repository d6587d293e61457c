/** The address that opens a stage with the setting as it is now. */
import type { StageName } from '../../state/frame/preferences.ts';
import { formatAddress } from '../../state/frame/address.ts';
import { useSlice, useStages } from './stages.ts';

export function usePageLink(stage: StageName): string {
  const { experiment, dataset } = useStages();
  useSlice(experiment.store, (state) => state.experiment); // the link follows it
  const open = useSlice(dataset.store, (state) => state.dataset);
  const page = window.location.href.split('#')[0] ?? '';
  return `${page}${formatAddress(stage, open, experiment.link())}`;
}
