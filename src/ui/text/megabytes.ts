/** Sizes of memory, in words that are the same in both languages. */
export function megabytes(bytes: number): string {
  const mega = bytes / 1e6;
  return mega < 1000 ? `${Math.max(1, Math.round(mega))} MB` : `${(mega / 1000).toFixed(1)} GB`;
}
