export interface FirstLoad {
  readonly scripts: readonly string[];
  readonly scriptGzipBytes: number;
  readonly styleGzipBytes: number;
  readonly heavy: readonly string[];
  readonly stale: readonly string[];
  readonly files: readonly { readonly path: string; readonly gzipBytes: number }[];
}
export function readFirstLoad(folder?: string): FirstLoad;
export const firstLoadBudget: { readonly scripts: number; readonly styles: number };
