import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onPath } from './binary.ts';

const run = promisify(execFile);

/**
 * The path of a docker client whose engine answers within two seconds.
 * Throws otherwise: a client without an engine is common, and some versions of it then exit with 0.
 */
export async function workingDocker(env: NodeJS.ProcessEnv): Promise<string> {
  const docker = await onPath(['docker'], env);
  try {
    const { stdout } = await run(docker, ['info', '--format', '{{.ServerVersion}}'], {
      timeout: 2_000,
      killSignal: 'SIGKILL',
      env,
    });
    if (stdout.trim()) return docker;
  } catch (error) {
    const { stderr, killed } = error as { stderr?: string; killed?: boolean };
    const reason = killed ? 'no answer within 2 s' : (stderr ?? '').trim().split('\n').at(-1);
    throw new Error(`the docker engine does not answer: ${reason || 'unknown reason'}`);
  }
  throw new Error('the docker engine does not answer');
}
