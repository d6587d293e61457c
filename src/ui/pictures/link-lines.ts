/** A long link in lines of a picture: it has no spaces, so that it breaks anywhere, best behind a separator. */

/**
 * Lines of at most `perLine` characters, and at most `most` of them; a link that needs more ends in an ellipsis.
 * @throws RangeError if a line has no room for two characters.
 */
export function linkLines(link: string, perLine: number, most: number): string[] {
  if (perLine < 2) throw new RangeError(`Expected room for at least 2 characters a line, got ${perLine}.`);
  const lines: string[] = [];
  let rest = link;
  while (rest !== '') {
    if (lines.length === most - 1 && rest.length > perLine)
      return [...lines, `${rest.slice(0, perLine - 1)}…`];
    const cut = rest.length <= perLine ? rest.length : breakAt(rest, perLine);
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return lines;
}

/** Behind the last separator in the second half of the line, or at its end. */
function breakAt(text: string, perLine: number): number {
  for (let i = perLine; i > perLine / 2; i--) if (/[/&?#]/.test(text.charAt(i - 1))) return i;
  return perLine;
}
