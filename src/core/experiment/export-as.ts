/** An experiment as text for other programs: all values, in the table's own names. */
import { knobNames, type Experiment } from './experiment.ts';

type Value = Experiment[keyof Experiment];

export function toJson(experiment: Experiment): string {
  return JSON.stringify(experiment, null, 2);
}

function typeScriptValue(value: Value): string {
  if (typeof value === 'object') return `[${value.join(', ')}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}

export function toTypeScript(experiment: Experiment): string {
  const rows = knobNames.map((name) => `  ${name}: ${typeScriptValue(experiment[name])},`);
  return `export const experiment = {\n${rows.join('\n')}\n} as const;\n`;
}

function pythonValue(value: Value): string {
  if (typeof value === 'object') return `(${value.join(', ')})`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? `"${value}"` : String(value);
}

export function toPython(experiment: Experiment): string {
  const rows = knobNames.map((name) => `    "${name}": ${pythonValue(experiment[name])},`);
  return `experiment = {\n${rows.join('\n')}\n}\n`;
}
