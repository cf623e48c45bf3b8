import {
  attempt,
  isMongoUnavailable,
  type Loop,
  type ServiceContext,
  startLeasedLoop,
} from '@skein/service-kit';
import { applyImport, endApplying } from './apply.ts';
import { checkFile } from './check.ts';
import { unreadable } from './decide.ts';
import type { ImportRow } from './row.ts';
import { countFault, nextInAllNetworks, replaceImport } from './store.ts';
import { takeBackImport } from './take-back.ts';

const leaseName = 'imports';
/** How long another process waits before it takes up what a dead one left. */
const leaseMs = 10_000;

/** A batch that fails this often in a row, though the database is there, will go on failing. */
const mostFaults = 3;

const steps = { uploaded: checkFile, applying: applyImport, 'taking-back': takeBackImport } as const;
type Step = keyof typeof steps;
const isStep = (state: string): state is Step => state in steps;

/** Ends an import that can go no further: what was begun in the database stays or goes as its mode says. */
const end = async (context: ServiceContext, row: ImportRow, detail: string): Promise<void> => {
  if (row.state === 'applying') await endApplying(context, row);
  if (row.state !== 'uploaded') return;
  await replaceImport(context.readerOf(row.network), unreadable(row, { detail }), row.version);
  // What is being taken back must not stay half: it is tried for as long as it takes, after the others.
};

const couldNot = 'The file could not be checked. Upload it again; if it happens again, tell your operator.';
const tooMuch =
  'Checking the file ended the program that was at it, twice, so it is set aside. Save the list anew as CSV, or split it.';

/** Notes that an import failed for no passing reason, and ends it where that goes on. */
const noteFault = async (context: ServiceContext, { _id, network, state }: ImportRow): Promise<void> => {
  const row = await countFault(context.readerOf(network), _id, state);
  if (row && row.faults >= mostFaults) await end(context, row, couldNot);
};

/** Ends an import that has ended the process twice, or lets the others go before it. */
const setAside = async (context: ServiceContext, { _id, network, state }: ImportRow): Promise<void> => {
  const row = await countFault(context.readerOf(network), _id, state);
  if (row) await end(context, row, tooMuch);
};

/** Where an import stands: what was done further on is another work. */
const placeOf = ({ state, version, cursor, kept }: ImportRow): string =>
  JSON.stringify(state === 'uploaded' ? [state, version] : [state, cursor, kept]);

/**
 * Checks, applies and takes back imports, those that fail last, one process at a time. All it needs is in the database,
 * so whichever process comes next goes on where the last one ended.
 */
export const startImportLoop = (context: ServiceContext): Loop => {
  let stopping = false;
  const loop = startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const keepGoing = async (): Promise<boolean> => !stopping && (await mine());
    const row = await nextInAllNetworks(context, Object.keys(steps) as Step[]);
    if (!row || !isStep(row.state) || !(await keepGoing())) return false;
    try {
      const step = steps[row.state];
      const work = { id: `import ${row._id}`, place: placeOf(row) };
      const done = await attempt(context, work, () => step(context, row, keepGoing).then(() => true));
      if (!done) {
        await setAside(context, row);
        return false;
      }
    } catch (error) {
      if (!isMongoUnavailable(error)) await noteFault(context, row);
      throw error;
    }
    return !stopping;
  });
  return {
    wake: loop.wake,
    stop: () => {
      stopping = true;
      return loop.stop();
    },
  };
};
