/** An experiment as the short query of a link, and back. Defaults are left out; the version says how to read the rest. */
import {
  defaultExperiment,
  knobNames,
  knobOf,
  type Experiment,
  type KnobName,
} from '../../core/experiment/experiment.ts';
import {
  firstDetector,
  parseExperiment,
  settingsBeforeWeights,
  type KnobValueOfAny,
  type ParsedExperiment,
} from '../../core/experiment/parse.ts';

/** Version 1 is of before there was a choice of detectors, version 2 of before first weights came with the page, version 3 of before they came for each width. */
const linkVersion = '4';

export function isSameValue(a: KnobValueOfAny, b: KnobValueOfAny): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a[0] === b[0] && a[1] === b[1] : a === b;
}

function encodeValue(value: KnobValueOfAny): string {
  if (typeof value === 'object') return `${value[0]}..${value[1]}`;
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}

/** For example `v=4&rot=5..20&T=0.9`. */
export function encodeLink(experiment: Experiment): string {
  const query = new URLSearchParams({ v: linkVersion });
  for (const name of knobNames) {
    if (isSameValue(experiment[name], defaultExperiment[name])) continue;
    query.set(knobOf(name).key, encodeValue(experiment[name]));
  }
  return query.toString();
}

const nameByKey = new Map<string, KnobName>(knobNames.map((name) => [knobOf(name).key, name]));

/** What a link of that version means by what it leaves out, where that is not today's default. */
function leftOut(version: string | null): Record<string, unknown> {
  if (version === '1') return settingsBeforeWeights(firstDetector({}));
  return version === '2' ? settingsBeforeWeights({}) : {};
}

/** Whether settings of version 3 ask for first weights where there were none then: at another width, and for NSA. */
function startedFresh({ start = 'kizu', width = 'quarter', detector }: Record<string, unknown>): boolean {
  return start === 'kizu' && (width !== 'quarter' || detector === 'nsa');
}

/** Reads what `encodeLink` wrote, or whatever somebody typed instead. */
export function decodeLink(query: string): ParsedExperiment {
  const asked = new URLSearchParams(query);
  const raw = leftOut(asked.get('v'));
  for (const [key, value] of asked) {
    const name = nameByKey.get(key);
    if (name !== undefined) raw[name] = value;
  }
  if (asked.get('v') === '3' && startedFresh(raw)) raw['start'] = 'scratch';
  return parseExperiment(raw);
}
