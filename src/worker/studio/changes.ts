/** How far each knob can change the pictures at all: between candidates made with it at one end of its range and at the other. */
import { knobNames, knobs, type Experiment, type KnobName } from '../../core/experiment/experiment.ts';
import { isRelevant } from '../../core/experiment/relevance.ts';
import type { KnobGroup } from '../../core/experiment/knob.ts';
import type { Candidate } from '../../core/pseudo-anomaly/candidate.ts';
import type { KnobChange } from '../bridge/contract-studio.ts';
import { drawCandidate } from './draw.ts';
import type { Sources } from './sources.ts';

/** Candidates that are compared for a knob. */
const drawsCompared = 6;

/** What these groups do depends on what the image shows: a turn of hue does nothing to grey, and a shift nothing to an even surface. */
const measuredGroups: readonly KnobGroup[] = ['transform', 'colour'];

interface Ends {
  readonly name: KnobName;
  readonly low: Experiment;
  readonly high: Experiment;
}

function endsOf(name: KnobName, experiment: Experiment): Ends[] {
  const knob = knobs[name];
  if (!measuredGroups.includes(knob.group) || !isRelevant(name, experiment)) return [];
  const at = (value: unknown) => ({ ...experiment, [name]: value });
  if (knob.kind === 'number') return [{ name, low: at(knob.min), high: at(knob.max) }];
  if (knob.kind !== 'range') return [];
  return [{ name, low: at([knob.min, knob.min]), high: at([knob.max, knob.max]) }];
}

/** Mean over what either pasted, and the channels, of |a - b|, in levels of 255; 0 if nothing was pasted. */
function meanDifference(a: Candidate, b: Candidate): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < a.mask.data.length; i++) {
    if (a.mask.data[i] === 0 && b.mask.data[i] === 0) continue;
    count += 3;
    for (let at = 3 * i; at < 3 * i + 3; at++)
      sum += Math.abs((a.image.data[at] ?? 0) - (b.image.data[at] ?? 0));
  }
  return count === 0 ? 0 : sum / count;
}

/**
 * Of each number and range that turns, moves or recolours: its name and how far it changes one candidate, then the next,
 * so that whoever waits can be let in between.
 */
export function* measureChanges(sources: Sources, experiment: Experiment): Generator<KnobChange> {
  for (const { name, low, high } of knobNames.flatMap((one) => endsOf(one, experiment))) {
    for (let draw = 0; draw < drawsCompared; draw++) {
      const [a, b] = [drawCandidate(sources, low, draw), drawCandidate(sources, high, draw)];
      if (a === undefined || b === undefined) return;
      yield { name, levels: meanDifference(a.candidate, b.candidate) };
    }
  }
}
