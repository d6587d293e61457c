/** What a drop holds, before any image is read: paths, those inside archives too, and the tables that come with VisA. */
import { messageOf } from '../../core/message-of.ts';
import { findHome, toFound } from '../../core/dataset/layout/found.ts';
import { folderOf } from '../../core/dataset/layout/groups.ts';
import type { FolderPlan } from '../../core/dataset/layout/plan.ts';
import { looksLikeImage } from '../../core/dataset/layout/place.ts';
import { recogniseFolder } from '../../core/dataset/layout/recognise.ts';
import { isListFile } from '../../core/dataset/layout/listed.ts';
import { tablesAmong } from '../../core/dataset/layout/visa-tables.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type {
  FileProblem,
  ImportProblem,
  ImportProgress,
  Inspection,
  SourceFile,
} from '../bridge/contract-data.ts';
import { readListText, refusalOfSize } from './list-text.ts';
import type { PictureProblem } from './pictures/picture.ts';
import { archiveFolders, filesInArchive, isArchive } from './sources.ts';

export interface InspectTools {
  readonly report: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
  /** The category that the user wants, once there is one: the rest need not be looked through. */
  readonly wanted?: () => string | undefined;
  /** Milliseconds between two tellings of what was found so far. */
  readonly tellEveryMs?: number;
}

/** What is gathered while looking. */
interface Looking extends InspectTools {
  readonly paths: string[];
  /** Text by path. */
  readonly tables: Map<string, string>;
  readonly problems: FileProblem[];
}

const megabyte = 2 ** 20;
/** Long enough for thousands of paths to be sorted in a small part of it. */
const defaultTellEveryMs = 1000;

/** What was found so far, when it is time to report it again. */
function createTeller({
  paths,
  tables,
  tellEveryMs = defaultTellEveryMs,
}: Looking): () => Pick<ImportProgress, 'found'> {
  let toldAt = performance.now();
  return () => {
    if (performance.now() - toldAt < tellEveryMs) return {};
    toldAt = performance.now();
    return { found: recogniseFolder(paths, tables).categories.map(toFound) };
  };
}

/** Whether the stream has gone past all of the wanted category. What is so far of it is looked at where a folder begins. */
function createPassed({ paths, wanted }: Looking): (path: string) => boolean {
  let folder: string | undefined;
  let home: string | undefined;
  return (path) => {
    const name = wanted?.();
    if (name === undefined) return false;
    if (folderOf(path) !== folder) home = findHome(name, paths) ?? home;
    folder = folderOf(path);
    return home !== undefined && !path.startsWith(home);
  };
}

async function addFile(
  path: string,
  looking: Looking,
  size: number,
  read: () => Promise<Result<Blob, PictureProblem>>,
): Promise<void> {
  looking.paths.push(path);
  if (tablesAmong([path]).length === 0 && !isListFile(path)) return;
  const text = refusalOfSize(size) ?? (await readText(path, read));
  if (text.ok) looking.tables.set(path, text.value);
  else looking.problems.push({ path, ...text.problem });
}

async function readText(
  path: string,
  read: () => Promise<Result<Blob, PictureProblem>>,
): Promise<Result<string, PictureProblem>> {
  const blob = await read();
  if (!blob.ok) return blob;
  try {
    return await readListText(path, blob.value);
  } catch (error) {
    return failure({ kind: 'unreadable', came: messageOf(error) });
  }
}

async function lookAtFile({ path, blob }: SourceFile, looking: Looking): Promise<void> {
  await addFile(path, looking, blob.size, () => Promise.resolve(success(blob)));
}

/** Whether there is more to look through. */
async function lookIntoArchive(archive: SourceFile, folder: string, looking: Looking): Promise<boolean> {
  const { report, signal, problems } = looking;
  const total = Math.ceil(archive.blob.size / megabyte);
  let packed = 0;
  const onPacked = (bytes: number) => {
    packed += bytes;
  };
  const onProblem = (problem: FileProblem) => problems.push(problem);
  const foundSoFar = createTeller(looking);
  const isPast = createPassed(looking);
  for await (const { path, size, read } of filesInArchive({ archive, folder, signal, onProblem, onPacked })) {
    const done = Math.min(total, Math.floor(packed / megabyte));
    if (isPast(path)) {
      problems.push({ path: archive.path, kind: 'rest-unseen', came: `${done} / ${total} MB` });
      return false;
    }
    await addFile(path, looking, size, async () => {
      const bytes = await read();
      return bytes.ok ? success(new Blob([bytes.value])) : bytes;
    });
    report({ phase: 'listing', done, total, path, ...foundSoFar() });
  }
  return true;
}

function problemsOf({ unknown, unused, tableProblems }: FolderPlan): FileProblem[] {
  return [
    ...unknown.map((path): FileProblem => ({ path, kind: 'unknown-place', came: path })),
    ...unused.flatMap(({ path, reason }): FileProblem[] =>
      reason === 'table' || reason === 'list' ? [] : [{ path, kind: `unused-${reason}`, came: path }],
    ),
    ...tableProblems.map(({ path, line, came, wanted }): FileProblem => ({
      path,
      kind: 'table-line',
      came: `${line}: ${came}`,
      wanted,
    })),
  ];
}

/** Of masks that belong to no image. */
export function orphanMasksIn(problems: readonly FileProblem[]): string[] {
  return problems.flatMap(({ path, kind }) => (kind === 'mask-without-image' ? [path] : []));
}

export function byPath(a: FileProblem, b: FileProblem): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Fails only where there is nothing that could be used, whatever the mapping. */
export async function inspect(
  sources: readonly SourceFile[],
  tools: InspectTools,
): Promise<Result<Inspection, ImportProblem>> {
  const looking: Looking = { ...tools, paths: [], tables: new Map(), problems: [] };
  const archives: string[] = [];
  for (const source of sources) {
    const isPacked = !looksLikeImage(source.path) && (await isArchive(source));
    if (isPacked) archives.push(source.path);
    else await lookAtFile(source, looking);
    tools.signal.throwIfAborted();
  }
  const folders = archiveFolders(sources, archives);
  for (const source of sources) {
    const folder = folders.get(source.path);
    const isMore = folder === undefined || (await lookIntoArchive(source, folder, looking));
    tools.signal.throwIfAborted();
    if (!isMore) break;
  }
  const plan = recogniseFolder(looking.paths, looking.tables);
  const { categories, unknown, unused } = plan;
  const problems = [...looking.problems, ...problemsOf(plan)].sort(byPath);
  const spare = [...unknown, ...unused.map(({ path }) => path)].filter(looksLikeImage);
  if (categories.length > 0 || spare.length > 0) return success({ categories, spare, problems, archives });
  const files = looking.paths.length - plan.ignored.length + archives.length;
  return files === 0 ? failure({ kind: 'empty' }) : failure({ kind: 'no-images', files, problems });
}
