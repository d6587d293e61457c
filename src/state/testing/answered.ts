/** Calls that are answered from outside. */

/** A promise that is settled from outside. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

export function defer<Value>(): Deferred<Value> {
  let settle: Pick<Deferred<Value>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve: (value) => settle?.resolve(value),
    reject: (error) => settle?.reject(error),
  };
}

/** A method whose calls wait for their answers. */
export interface Answered<Args extends unknown[], Value> {
  readonly calls: (Deferred<Value> & { readonly args: Args })[];
  readonly method: (...args: Args) => Promise<Value>;
}

export function answered<Args extends unknown[], Value>(): Answered<Args, Value> {
  const calls: Answered<Args, Value>['calls'] = [];
  return {
    calls,
    method: (...args) => {
      const call = { args, ...defer<Value>() };
      calls.push(call);
      return call.promise;
    },
  };
}

export type AnsweredBy<Method extends (...args: never[]) => Promise<unknown>> = Answered<
  Parameters<Method>,
  Awaited<ReturnType<Method>>
>;
