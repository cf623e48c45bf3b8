import type { ImportProblem } from '@skein/contracts';
import { newId, type Reader } from '@skein/service-kit';
import { awayInWords } from '../../core/kept-away/decide.ts';
import { awayAmong } from '../../core/kept-away/store.ts';
import { takenAddresses } from '../../core/people/store.ts';
import type { problemMaker } from './check-rows.ts';
import { nothingRead, stagedMs } from './decide.ts';
import { earlierOf, mistakenRepeat } from './repeats.ts';
import type { CheckedRow, ImportRow } from './row.ts';
import { insertStaged, stagedOf } from './staged-store.ts';
import { noteFound } from './store.ts';

const batchSize = 500;
/** Beyond these, problems are counted and not listed: nobody reads ten thousand. */
const mostProblems = 10_000;

interface Checked {
  readonly row: CheckedRow;
  readonly problems: readonly ImportProblem[];
}

/**
 * Collects what a check finds, and writes it in batches. What earlier lines held is asked of the database, never kept,
 * so that a list costs the same memory however long it is.
 */
export const stager = (
  reader: Reader,
  { _id: id, network, uploadedAt }: ImportRow,
  run: string,
  problemAt: ReturnType<typeof problemMaker>,
) => {
  const staged = { import: id, run, network, forgetAt: new Date(uploadedAt.getTime() + stagedMs) };
  // From nothing: a check that was cut off had counted some already.
  const read = { ...nothingRead };
  const communities = new Set<string>();
  let givesRoles = false;
  let batch: Checked[] = [];
  /** Whether this check still counts: it does not once the import is discarded, or checked by another process. */
  let wanted = true;

  /** Rows that are good by themselves, and among the others. */
  const goodRows = async (problems: ImportProblem[]): Promise<CheckedRow[]> => {
    const rows = batch.filter((one) => one.problems.length === 0).map(({ row }) => row);
    const emails = [...new Set(rows.map(({ email }) => email))];
    const [lines, known, away] = await Promise.all([
      stagedOf(reader, staged, emails),
      takenAddresses(reader, emails),
      awayAmong(reader, emails),
    ]);
    const earlier = earlierOf(lines);
    const good: CheckedRow[] = [];
    for (const row of rows) {
      if (away.has(row.email)) {
        problems.push(problemAt(row.line, 'email', awayInWords));
        continue;
      }
      const same = earlier.get(row.email);
      const mistake = mistakenRepeat(row, same);
      if (mistake) {
        problems.push(problemAt(row.line, mistake.field, mistake.detail));
        continue;
      }
      if (!same && !known.has(row.email)) read.newPeople += 1;
      const places = [...(same?.communities ?? []), ...row.communities.map(({ community }) => community)];
      earlier.set(row.email, {
        line: same?.line ?? row.line,
        name: row.name,
        communities: new Set(places),
      });
      good.push(row);
    }
    return good;
  };

  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const problems = batch.flatMap((one) => one.problems);
    const good = await goodRows(problems);
    for (const { roles, communities: places } of good) {
      givesRoles ||= roles.length > 0;
      for (const { community } of places) communities.add(community);
    }
    const listed = problems.slice(0, Math.max(0, mostProblems - read.problems));
    read.read += batch.length;
    read.good += good.length;
    read.bad += batch.length - good.length;
    read.problems += problems.length;
    batch = [];
    await insertStaged(
      reader,
      good.map((one) => ({ _id: `${run}.${one.line}`, ...staged, ...one })),
      listed.map(({ line, column, heading, detail }) => ({
        _id: newId(),
        ...staged,
        line,
        place: column ?? 0,
        ...(column && { column }),
        ...(heading && { heading }),
        detail,
      })),
    );
    wanted = await noteFound(reader, { id, run }, { read });
  };

  return {
    /** True when a batch was written: a good moment to ask whether to go on. */
    add: async (checked: Checked): Promise<boolean> => {
      batch.push(checked);
      if (batch.length < batchSize) return false;
      await flush();
      return true;
    },
    flush,
    isWanted: () => wanted,
    result: () => ({ read, communities: [...communities], givesRoles }),
  };
};
