/** Two imports of the same images, one after the other or in two tabs, leave one dataset. */
import { readStored } from './record-shape.ts';
import { packName, type StagedImport, type StoredRecord } from './record.ts';
import type { Locks } from './files.ts';
import type { Staging, StagingTools } from './staged.ts';
import { dropImport } from './staging.ts';

/** Another dataset of the same images, prepared alike, that can be read and whose pixels are there. */
async function findTwin(tools: StagingTools, id: string): Promise<StoredRecord | undefined> {
  const packs = new Set(await tools.files.list());
  const all = (await tools.database.datasets.all())
    .map(readStored)
    .filter((record) => typeof record !== 'string')
    .filter(({ id: one }) => packs.has(packName(one)));
  const own = all.find((record) => record.id === id);
  const isTwin = ({ name, fingerprint }: StoredRecord) =>
    name === own?.name && fingerprint === own.fingerprint;
  return all.find((record) => record.id !== id && isTwin(record));
}

/** A staging that leaves no second copy of what is there. */
export function withoutTwins(
  staging: Staging,
  { id, preparation }: StagedImport,
  tools: StagingTools & { readonly locks: Locks },
): Staging {
  return {
    ...staging,
    async commit(dataset, problems) {
      const kept = await staging.commit(dataset, problems);
      if (kept.kind === 'memory') return kept;
      // One at a time: two tabs that took each other's for the twin would leave none.
      return tools.locks.hold('twins', async () => {
        const twin = await findTwin(tools, id).catch(() => undefined);
        if (twin === undefined) return kept;
        const isRicher = preparation.keepsOriginals === true && twin.originals === undefined;
        const [stays, goes] = isRicher ? [id, twin.id] : [twin.id, id];
        await tools.database.datasets.remove(goes);
        await dropImport(goes, tools);
        return { kind: 'stored', id: stays };
      });
    },
  };
}
