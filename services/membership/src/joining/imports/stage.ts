import type { ImportProblem } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import type { Db } from 'mongodb';
import type { PersonRow } from '../../core/people/store.ts';
import type { CheckedRow, problemMaker } from './check-rows.ts';
import { nothingRead, stagedMs } from './decide.ts';
import { type Earlier, earlierOf, mistakenRepeat } from './repeats.ts';
import { type ImportRow, imports, problemRows, stagedRows } from './store.ts';

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
  db: Db,
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

  const earlierLines = async (emails: readonly string[]): Promise<Map<string, Earlier>> =>
    earlierOf(
      await stagedRows(db)
        .find({ import: id, run, email: { $in: [...emails] } })
        .project<Pick<CheckedRow, 'line' | 'name' | 'email' | 'communities'>>({
          line: 1,
          name: 1,
          email: 1,
          communities: 1,
        })
        .sort({ line: 1 })
        .toArray(),
    );

  const knownAddresses = async (emails: readonly string[]): Promise<Set<string>> => {
    const people = db.collection<PersonRow>('people');
    const found = await people
      .find({ network, email: { $in: [...emails] } })
      .project<{ email: string }>({ email: 1 })
      .toArray();
    return new Set(found.map(({ email }) => email));
  };

  /** Rows that are good by themselves, and among the others. */
  const goodRows = async (problems: ImportProblem[]): Promise<CheckedRow[]> => {
    const rows = batch.filter((one) => one.problems.length === 0).map(({ row }) => row);
    const emails = [...new Set(rows.map(({ email }) => email))];
    const [earlier, known] = await Promise.all([earlierLines(emails), knownAddresses(emails)]);
    const good: CheckedRow[] = [];
    for (const row of rows) {
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
    if (good.length)
      await stagedRows(db).insertMany(good.map((one) => ({ _id: `${run}.${one.line}`, ...staged, ...one })));
    if (listed.length)
      await problemRows(db).insertMany(
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
    const { matchedCount } = await imports(db).updateOne({ _id: id, run }, { $set: { read } });
    wanted = matchedCount === 1;
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
