/** Texts with terms of the glossary in them: `[[term]]`, or `[[term|as written here]]`. */
export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'term'; readonly term: string; readonly text: string };

export function parseMarkedText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\[\[([a-z-]+)(?:\|([^\]]+))?\]\]/g)) {
    if (match.index > end) parts.push({ kind: 'plain', text: text.slice(end, match.index) });
    const [whole, term, words = term] = match;
    parts.push({ kind: 'term', term, text: words });
    end = match.index + whole.length;
  }
  if (end < text.length) parts.push({ kind: 'plain', text: text.slice(end) });
  return parts;
}
