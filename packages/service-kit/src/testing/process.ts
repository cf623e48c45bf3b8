import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compileCache } from '@skein/local-runtime';

export interface TestProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Ends it as kill -9 does, and waits until it is gone. */
  kill(): Promise<void>;
}

/** A program of a service as a process of its own, once it listens. */
export const startProcess = async (
  program: URL,
  environment: Record<string, string>,
): Promise<TestProcess> => {
  const child = spawn(process.execPath, [fileURLToPath(program)], {
    env: { ...compileCache(), ...process.env, ...environment, SKEIN_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, url } = JSON.parse(line);
    if (msg !== 'listening') continue;
    child.stdout.resume();
    return { child, url, kill };
  }
  throw new Error('the service ended before it listened');
};
