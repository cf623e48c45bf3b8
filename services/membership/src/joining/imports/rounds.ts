import { isMongoUnavailable, type Loop, type ServiceContext, startLeasedLoop } from '@skein/service-kit';
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

/** Notes that an import failed for no passing reason, and ends it where that goes on. */
const noteFault = async (context: ServiceContext, { _id, network, state }: ImportRow): Promise<void> => {
  const reader = context.readerOf(network);
  const row = await countFault(reader, _id, state);
  if (!row || row.faults < mostFaults) return;
  if (state === 'applying') await endApplying(context, row);
  if (state === 'uploaded') {
    const detail = 'The file could not be checked. Upload it again; if it happens again, tell your operator.';
    await replaceImport(reader, unreadable(row, { detail }), row.version);
  }
  // What is being taken back must not stay half: it is tried for as long as it takes, after the others.
};

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
      await steps[row.state](context, row, keepGoing);
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
