/** `npm run tables`: writes the tables of README and docs from docs/results/*.json. */
import { writeFileSync } from 'node:fs';
import { allTables, documents, withTables } from './tables/documents.ts';

const tables = allTables();
for (const path of documents) writeFileSync(path, await withTables(path, tables));
