import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  defaultDataDir,
  type Hold,
  hasRoom,
  holdDataDir,
  type Supervision,
  stopAll,
  supervise,
} from '@skein/local-runtime';
import { type Installation, installationAt } from './installation.ts';
import { countEvents, type MainJob, type Outcome, prepare, turnOnce } from './main-job.ts';
import { startSystem } from './system.ts';
import { printChecks, printTable } from './table.ts';

const report = (line: string): void => console.log(line);

interface Elsewhere {
  readonly url: string;
  readonly mailbox: string;
}

let held: Hold | undefined;
let supervision: Supervision | undefined;

/** Brings everything up on this machine, unless another process has. */
const startHere = async (dataDir: string): Promise<Installation> => {
  // All that is written from here on, by what is started too, is for its owner alone.
  process.umask(0o077);
  held = await holdDataDir(dataDir);
  const system = await startSystem({ dataDir, fixedPorts: true, report });
  const { mongo, nats } = system.servers;
  const servers = [mongo, nats].flatMap(({ supervised }) => supervised ?? []);
  const all = [...servers, ...system.processes.values(), system.mailbox];
  supervision = supervise(all, { report, hasRoom: () => hasRoom(dataDir) });
  return system;
};

/** Stops all that runs here, and lets go of the data; what another process holds stays held. */
export const stopHere = async (): Promise<void> => {
  supervision?.stop();
  await stopAll();
  held?.release();
};

/** What the demonstration noted of an installation elsewhere is kept by its address. */
const notesOn = async (url: string): Promise<string> => {
  const folder = join(defaultDataDir(), 'elsewhere', new URL(url).host.replaceAll(/\W/g, '-'));
  await mkdir(folder, { recursive: true });
  return folder;
};

/** What the demonstration runs on: what it brings up itself, or the installation that it is given the address of. */
export const bringUp = (elsewhere?: Elsewhere): Promise<Installation> =>
  elsewhere ? installationAt(elsewhere, report) : startHere(defaultDataDir());

/**
 * Loads the demonstration network once, runs one turn of its life, and says what happened. Returns whether everything of
 * the turn held.
 */
export const runMainJob = async (
  system: Installation,
  began: number,
  elsewhere?: Elsewhere,
): Promise<boolean> => {
  const dataDir = elsewhere ? await notesOn(system.url) : defaultDataDir();
  const members = Number(process.env.SKEIN_DEMO_MEMBERS ?? 2_000);
  const job = await prepare(system, { dataDir, members, report });
  const ready = performance.now();
  const outcome = await turnOnce(
    system,
    job,
    new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14),
    report,
  );
  const times = { startSeconds: (ready - began) / 1000, turnSeconds: (performance.now() - ready) / 1000 };
  console.log(`\n${await told(system, job, outcome, times)}\n`);
  return outcome.checks.every(({ holds }) => holds);
};

const told = async (
  system: Installation,
  job: MainJob,
  { turn, checks, members }: Outcome,
  times: { startSeconds: number; turnSeconds: number },
): Promise<string> => {
  const { letters } = await job.mailbox.summary();
  const table = printTable([
    ['members', members],
    ['communities', job.communities],
    ...(system.natsUrl ? [['events published', await countEvents(system.natsUrl)] as const] : []),
    [
      'responses in / counted',
      `${turn.responsesSent} / ${turn.responsesCounted} (mean ${turn.mean.toFixed(2)})`,
    ],
    [`digest ${turn.digest.month}: recipients / sent`, `${turn.digest.recipients} / ${turn.digest.sent}`],
    ['letters in the mailbox', letters],
    ['start and load, seconds', times.startSeconds.toFixed(1)],
    ['one turn, seconds', times.turnSeconds.toFixed(1)],
  ]);
  const look = printTable([
    ['the page', system.url],
    ['API reference', `${system.url}/reference`],
    ['OpenAPI', `${system.url}/api/v1/openapi.json`],
    ['mailbox', system.mailboxUrl],
    ['administrator', job.address],
  ]);
  return `${table}\n\n${printChecks(checks)}\n\nWhere to look:\n${look}`;
};
