/** Comma-separated values [RFC 4180]. */
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Numbers keep all their digits; what is undefined is left empty. */
export function toCsv(
  head: readonly string[],
  rows: readonly (readonly (number | string | undefined)[])[],
): string {
  const lineOf = (cells: readonly (number | string | undefined)[]) =>
    cells.map((cell) => (cell === undefined ? '' : quoted(String(cell)))).join(',');
  return [lineOf(head), ...rows.map(lineOf), ''].join('\r\n');
}
