import { existsSync, mkdirSync } from 'node:fs';
import { basename, delimiter, join, sep } from 'node:path';

/**
 * The environment of what we run: the installed Node first on PATH, no telemetry, a home folder if there is none, and
 * without what an npm that runs us says about its own run, which would mislead one that we run.
 */
export function nestedEnvironment(root) {
  const env = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
  const itsOwn =
    /^npm_(lifecycle_|package_|command$|execpath$|node_execpath$|config_(local_prefix|workspaces?$))/;
  for (const name of Object.keys(env)) if (itsOwn.test(name)) delete env[name];
  env.PATH = [join(root, 'node_modules', '.bin'), outsidePath(root)].join(delimiter);
  if (!env.HOME && process.platform !== 'win32') {
    env.HOME = join(root, '.skein', 'home');
    mkdirSync(env.HOME, { recursive: true });
  }
  return env;
}

/** The same for an install, which removes the Node in node_modules and so must not be run by it. */
export function installEnvironment(root) {
  return { ...nestedEnvironment(root), PATH: outsidePath(root) };
}

/** The npm that runs us if one does, else the one on PATH: a program and its first arguments. */
export function npmCommand(root) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const inside = (path) => path.startsWith(join(root, 'node_modules') + sep);
  if (
    npm &&
    node &&
    basename(npm).startsWith('npm') &&
    !inside(node) &&
    existsSync(npm) &&
    existsSync(node)
  ) {
    return { program: node, args: [npm] };
  }
  return {
    program: process.platform === 'win32' ? 'npm.cmd' : 'npm',
    args: [],
  };
}

function outsidePath(root) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => folder && !folder.startsWith(join(root, 'node_modules'))).join(delimiter);
}
