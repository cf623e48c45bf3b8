import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '../find/ways.ts';
import type { ExitStatus } from './child.ts';

/** A process that is to run for as long as we do. */
export interface Supervised {
  readonly name: string;
  /** Settles when the run now going has ended. */
  readonly exited: Promise<ExitStatus>;
  /** Whether it does its work, where a process may live on and not do it. */
  readonly answers?: (() => Promise<boolean>) | undefined;
  /** Ends it if it runs, starts it anew, and resolves once it is ready; throws with the reason where it is not. */
  readonly restart: () => Promise<void>;
  /** The last that the run now going logged, with a heading. */
  readonly lastLines?: (() => string) | undefined;
}

export interface SuperviseOptions {
  readonly report: Report;
  /** Whether there is room on the disk: without it no start can succeed, and none is tried or counted. */
  readonly hasRoom: () => Promise<boolean>;
  /** Waits before each start in a row; after the last of them it is given up. */
  readonly waitsMs?: readonly number[];
  /** A run that lasted this long was a good one: the next failure is the first in a row. */
  readonly steadyMs?: number;
  /** How often it is asked whether it answers; six times no in a row is a failure. */
  readonly askEveryMs?: number;
}

export interface Supervision {
  /** Lets all of them end from now on. */
  stop(): void;
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;

/**
 * Starts processes again that end, or that no longer answer, each after a wait that grows with every failure in a row;
 * gives one up, with the reason, when none of the waits helped. The others run on.
 */
export function supervise(all: readonly Supervised[], options: SuperviseOptions): Supervision {
  const stopping = new AbortController();
  for (const one of all) void watch(one, options, stopping.signal);
  return { stop: () => stopping.abort() };
}

const usualWaitsMs = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 60_000];

async function watch(one: Supervised, options: SuperviseOptions, stop: AbortSignal): Promise<void> {
  const { report, steadyMs = 60_000 } = options;
  let failures: number | undefined = 0;
  while (failures !== undefined) {
    const since = performance.now();
    const why = await failure(one, options, stop);
    if (why === undefined) return;
    report(`${one.name} ${why}`);
    if (performance.now() - since >= steadyMs) failures = 0;
    failures = await bringBack(one, { why: `${why}${one.lastLines?.() ?? ''}`, failures }, options, stop);
  }
}

/** Starts it until it is up; gives how many failures there were in a row, undefined once it is given up or nobody cares. */
async function bringBack(
  { name, restart }: Supervised,
  before: { readonly why: string; readonly failures: number },
  options: SuperviseOptions,
  stop: AbortSignal,
): Promise<number | undefined> {
  const { report, waitsMs = usualWaitsMs, hasRoom } = options;
  let { why, failures } = before;
  for (;;) {
    const wait = waitsMs[failures];
    if (wait === undefined) {
      report(
        `${name} is given up after ${waitsMs.length} starts that did not last; all else runs on. It ${why}`,
      );
      return undefined;
    }
    report(`${name} is started again in ${seconds(wait)} …`);
    if (!(await pause(wait, stop)) || !(await untilRoom(name, options, stop))) return undefined;
    const reason = await restart().then(() => undefined, reasonOf);
    if (stop.aborted) return undefined;
    if (reason === undefined) {
      report(`${name} is up again.`);
      return failures + 1;
    }
    why = reason;
    report(`${name} did not come up: ${firstLine(why)}`);
    // Without room it was not its own failing, and is none that counts.
    if (await hasRoom()) failures += 1;
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** Waits until it ends or no longer answers, and says which; undefined once nobody cares any more. */
async function failure(
  { exited, answers }: Supervised,
  { askEveryMs = 5_000 }: SuperviseOptions,
  stop: AbortSignal,
): Promise<string | undefined> {
  const done = new AbortController();
  const over = AbortSignal.any([stop, done.signal]);
  const ended = exited.then(({ code, signal }) =>
    signal === null ? `ended with code ${code}.` : `was ended by ${signal}.`,
  );
  const stopped = new Promise<undefined>((resolve) => {
    if (stop.aborted) resolve(undefined);
    stop.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const asked = answers ? silence(answers, askEveryMs, over) : new Promise<undefined>(() => undefined);
  const why = await Promise.race([stopped, ended, asked]);
  done.abort();
  return stop.aborted ? undefined : why;
}

// A server that is merely busy, on a machine that is, must not be ended for it.
const mostUnanswered = 6;

async function silence(
  answers: () => Promise<boolean>,
  everyMs: number,
  over: AbortSignal,
): Promise<string | undefined> {
  for (let unanswered = 0; unanswered < mostUnanswered; ) {
    if (!(await pause(everyMs, over))) return undefined;
    const did = await answers().catch(() => false);
    unanswered = did ? 0 : unanswered + 1;
  }
  return 'runs but does not answer.';
}

async function untilRoom(
  name: string,
  { hasRoom, report }: SuperviseOptions,
  stop: AbortSignal,
): Promise<boolean> {
  for (let said = false; !(await hasRoom()); said = true) {
    if (!said) report(`${name} waits for room: the disk is full.`);
    if (!(await pause(1_000, stop))) return false;
  }
  return !stop.aborted;
}

/** Whether the time passed, and nobody stopped it. */
const pause = (milliseconds: number, stop: AbortSignal): Promise<boolean> =>
  delay(milliseconds, true, { signal: stop, ref: false }).catch(() => false);
