/** What a preset is. */
import type { Experiment } from './experiment.ts';
import type { Provenance } from './knob.ts';
import type { Text } from '../text.ts';

export interface Preset {
  readonly id: string;
  readonly label: Text;
  /** One sentence: what it shows. */
  readonly meaning: Text;
  readonly provenance: Provenance;
  /** What differs from the defaults. */
  readonly changes: Partial<Experiment>;
}
