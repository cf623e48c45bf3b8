import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/** Runs a program in the terminal's foreground, Ctrl-C reaching both; resolves with its exit status. */
export function runInline(program, args, cwd, env) {
  const shell = process.platform === 'win32' && program.endsWith('.cmd');
  return follow(spawn(program, args, { cwd, env, stdio: 'inherit', shell }), ['SIGHUP', 'SIGTERM']);
}

/** The same, its standard error kept back: resolves with the exit status and that text. */
export async function runCapturing(program, args, cwd, env) {
  const shell = process.platform === 'win32' && program.endsWith('.cmd');
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['inherit', 'inherit', 'pipe'],
    shell,
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  return { status: await follow(child, ['SIGHUP', 'SIGTERM']), errors };
}

/**
 * Runs a Node program in a session of its own and passes it each signal once: a terminal's Ctrl-C would else reach it
 * twice, from the terminal and from us, and a second one may mean "at once". Resolves with its exit status.
 * The channel tells it when we are gone.
 */
export function runDetached(program, args, env) {
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  return follow(spawn(program, args, { env, stdio, detached: true }), signals);
}

function follow(child, passedOn) {
  const listeners = signals.map((signal) => [signal, () => passedOn.includes(signal) && child.kill(signal)]);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${child.spawnfile} cannot be run: ${error.message}`)));
    // Not before its output is all read.
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  }).finally(() => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  });
}
