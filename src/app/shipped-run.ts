/** The recorded run that comes with the page, as a file of its own: fetched when it is asked for, kept for offline use. */
import runUrl from './recorded/hex-nut.zip?url';

export async function fetchShipped(): Promise<Blob> {
  const response = await fetch(runUrl);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.blob();
}
