import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compileCache } from '@skein/local-runtime';

export interface TestProcess {
  readonly url: string;
  /** Ends it as kill -9 does, and waits until it is gone. */
  kill(): Promise<void>;
}

/**
 * A program of a service as a process of its own, once it listens. It does not outlive the test's process, whose end it
 * sees by their channel, nor does it hold the test's own output open, for which the test's runner would wait for ever.
 */
export const startProcess = async (
  program: URL,
  environment: Record<string, string>,
): Promise<TestProcess> => {
  const child = spawn(process.execPath, [fileURLToPath(program)], {
    env: { ...compileCache(), ...process.env, ...environment, SKEIN_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('a process was started without its pipes');
  stderr.pipe(process.stderr, { end: false });
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  for await (const line of createInterface({ input: stdout })) {
    const { msg, url } = JSON.parse(line);
    if (msg !== 'listening') continue;
    stdout.resume();
    return { url, kill };
  }
  throw new Error('the service ended before it listened');
};
