/** Tells a zip of runs from an archive of images by the names in its directory, without unpacking anything. */

/** The directory lies at the end of a zip; that of many runs may be longer, but not its last names. */
const tailBytes = 65_536;

/** The first file of a zip that Kizu wrote is named in its first bytes, even where the end is cut off. */
const headBytes = 512;

const latin = new TextDecoder('latin1');

async function textOf(file: Blob): Promise<string> {
  return latin.decode(await file.arrayBuffer());
}

export async function isRunZip(file: Blob): Promise<boolean> {
  const head = await textOf(file.slice(0, headBytes));
  if (!head.startsWith('PK')) return false;
  if (head.startsWith('PK\x03\x04') && /^.{30}(?:[^/]{1,200}\/)?run\.json/s.test(head)) return true;
  const tail = await textOf(file.slice(Math.max(0, file.size - tailBytes)));
  return tail.includes('run.json') && tail.includes('events.ndjson');
}
