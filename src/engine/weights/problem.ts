/** What can be wrong with a file of weights: data for whoever shows it. Readers throw it inside, and hand it back at their edge. */
import { failure, success, type Result } from '../../core/result.ts';

/** `where` names the part of the file; `came` and `wanted` are what stood there and what may. */
export type WeightsProblem =
  | { readonly kind: 'truncated'; readonly where: string; readonly came: number; readonly wanted: number }
  | { readonly kind: 'too-large'; readonly where: string; readonly came: number; readonly wanted: number }
  | { readonly kind: 'malformed'; readonly where: string; readonly came: string; readonly wanted: string }
  | { readonly kind: 'unsupported'; readonly where: string; readonly came: string; readonly wanted: string }
  /** The file asks for code to be run. */
  | { readonly kind: 'refused'; readonly where: string; readonly came: string; readonly wanted: string };

class Unreadable extends Error {
  readonly problem: WeightsProblem;

  constructor(problem: WeightsProblem) {
    super(`${problem.where}: ${problem.kind}, ${problem.came} came, ${problem.wanted} was wanted`);
    this.problem = problem;
  }
}

/** A name or value without a letter, as a problem shows it. */
const emptyText = '""';

export function fail(problem: WeightsProblem): never {
  throw new Unreadable(problem.where === '' ? { ...problem, where: emptyText } : problem);
}

/** What `read` gives, or what it failed with; other errors are faults of ours and are thrown on. */
export function attemptRead<Value>(read: () => Value): Result<Value, WeightsProblem> {
  try {
    return success(read());
  } catch (error) {
    if (error instanceof Unreadable) return failure(error.problem);
    throw error;
  }
}

/** A value of a file as a problem shows it: short. */
export function describe(value: unknown): string {
  if (value instanceof Map) return `a dictionary of ${value.size}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const text = typeof value === 'object' && value !== null ? 'an object' : String(value);
  if (value === undefined) return 'nothing';
  if (value === '') return emptyText;
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
