import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultDataDir } from '@skein/local-runtime';
import { countEvents, type MainJob, type Outcome, prepare, turnOnce } from './main-job.ts';
import { type System, startSystem } from './system.ts';
import { printChecks, printTable } from './table.ts';

const report = (line: string): void => console.log(line);

export interface Running {
  readonly system: System;
  /** Whether everything of the turn held. */
  readonly held: boolean;
}

/** Brings everything up, loads the demonstration network once, runs one turn of its life, and says what happened. */
export const runMainJob = async (): Promise<Running> => {
  const began = performance.now();
  const dataDir = defaultDataDir();
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, 'running.pid'), String(process.pid));
  const system = await startSystem({ dataDir, fixedPorts: true, report });
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
  return { system, held: outcome.checks.every(({ holds }) => holds) };
};

const told = async (
  system: System,
  job: MainJob,
  { turn, checks, members }: Outcome,
  times: { startSeconds: number; turnSeconds: number },
): Promise<string> => {
  const { letters } = await job.mailbox.summary();
  const table = printTable([
    ['members', members],
    ['communities', job.communities],
    ['events published', await countEvents(system.servers.nats.url)],
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

export const noteStopped = (): Promise<void> => rm(join(defaultDataDir(), 'running.pid'), { force: true });
