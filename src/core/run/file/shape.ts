/** What data from outside must look like: a shape hands back what fits its type, or says where it does not. */
import { failure, success, type Result } from '../../result.ts';

/** The first place that does not fit. */
export interface Misfit {
  /** For example `evaluation.items[3].score`. */
  readonly where: string;
  readonly came: string;
  readonly wanted: string;
}

class MisfitError extends Error {
  readonly misfit: Misfit;
  constructor(misfit: Misfit) {
    super(`${misfit.where}: ${misfit.came} came, ${misfit.wanted} was wanted`);
    this.misfit = misfit;
  }
}

/** @throws MisfitError, which `readShape` turns into data. */
export type Shape<Value> = (raw: unknown, where: string) => Value;

/** A field that may be missing. */
type OptionalShape<Value> = Shape<Value> & { readonly isOptional: true };

export type ValueOf<S> = S extends Shape<infer Value> ? Value : never;

/** Text of a raw value for messages, cut to a readable length. */
export function described(raw: unknown): string {
  if (raw === undefined) return 'nothing';
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function refuse(raw: unknown, where: string, wanted: string): never {
  throw new MisfitError({ where, came: described(raw), wanted });
}

/** JSON has no words for these; they come as text. */
const unusualNumbers = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

/** Any number, those that JSON lacks among them. */
export const number: Shape<number> = (raw, where) => {
  if (typeof raw === 'number') return raw;
  return (typeof raw === 'string' ? unusualNumbers.get(raw) : undefined) ?? refuse(raw, where, 'a number');
};

/** A whole number from 0. */
export const count: Shape<number> = (raw, where) =>
  typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0
    ? raw
    : refuse(raw, where, 'a whole number from 0');

/** The last millisecond of the year 9999: dates beyond have no plain form. */
const lastTime = 253_402_300_799_999;

/** Milliseconds since 1970. */
export const time: Shape<number> = (raw, where) =>
  typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0 && raw <= lastTime
    ? raw
    : refuse(raw, where, 'milliseconds from 1970 to the year 9999');

export const text: Shape<string> = (raw, where) =>
  typeof raw === 'string' ? raw : refuse(raw, where, 'text');

export const truth: Shape<boolean> = (raw, where) =>
  typeof raw === 'boolean' ? raw : refuse(raw, where, 'true or false');

export function oneOf<const Option extends string | number>(options: readonly Option[]): Shape<Option> {
  return (raw, where) =>
    options.find((option) => option === raw) ?? refuse(raw, where, options.map(String).join(' or '));
}

export function listOf<Value>(shape: Shape<Value>): Shape<Value[]> {
  return (raw, where) =>
    Array.isArray(raw)
      ? raw.map((one: unknown, i) => shape(one, `${where}[${i}]`))
      : refuse(raw, where, 'a list');
}

export function pairOf<Value>(shape: Shape<Value>): Shape<readonly [Value, Value]> {
  return (raw, where) => {
    const [first, second, ...rest] = listOf(shape)(raw, where);
    const isPair = first !== undefined && second !== undefined && rest.length === 0;
    return isPair ? [first, second] : refuse(raw, where, 'two of them');
  };
}

export function nullable<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (raw, where) => (raw === null ? null : shape(raw, where));
}

export function optional<Value>(shape: Shape<Value>): OptionalShape<Value> {
  return Object.assign((raw: unknown, where: string) => shape(raw, where), { isOptional: true as const });
}

type Fields = Readonly<Record<string, Shape<unknown>>>;

type OptionalName<S extends Fields> = {
  [Name in keyof S]: S[Name] extends { readonly isOptional: true } ? Name : never;
}[keyof S];

export type ObjectOf<S extends Fields> = {
  readonly [Name in Exclude<keyof S, OptionalName<S>>]: ValueOf<S[Name]>;
} & { readonly [Name in OptionalName<S>]?: ValueOf<S[Name]> };

/** Whatever fields there are. */
export const fieldsOf: Shape<ReadonlyMap<string, unknown>> = (raw, where) =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? new Map(Object.entries(raw))
    : refuse(raw, where, 'an object with fields');

/** Names that are not asked for are left out. */
export function object<S extends Fields>(fields: S): Shape<ObjectOf<S>> {
  return (raw, where) => {
    const came = fieldsOf(raw, where);
    const read = Object.entries(fields).flatMap(([name, shape]) => {
      if ('isOptional' in shape && came.get(name) === undefined) return [];
      return [[name, shape(came.get(name), where === '' ? name : `${where}.${name}`)] as const];
    });
    return Object.fromEntries(read) as ObjectOf<S>;
  };
}

/** Fields of any name, all of one shape. */
export function recordOf<Value>(shape: Shape<Value>): Shape<Readonly<Record<string, Value>>> {
  return (raw, where) =>
    Object.fromEntries(
      [...fieldsOf(raw, where)].map(([name, one]) => [name, shape(one, `${where}.${name}`)]),
    );
}

export function readShape<Value>(shape: Shape<Value>, raw: unknown, where = ''): Result<Value, Misfit> {
  try {
    return success(shape(raw, where));
  } catch (error) {
    if (error instanceof MisfitError) return failure(error.misfit);
    throw error;
  }
}
