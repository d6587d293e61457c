/** The page that a detector is taken away with: a file beside this page, fetched when it is asked for and kept for offline use. */

/** @throws where it cannot be had. */
export async function fetchDetectorPage(): Promise<Blob> {
  const response = await fetch(new URL('detector.html', document.baseURI));
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Blob([await response.arrayBuffer()], { type: 'text/html' });
}
