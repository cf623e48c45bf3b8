import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installEnvironment, npmCommand } from './environment.mjs';
import { runCapturing, runInline } from './run.mjs';

/** Makes node_modules what package-lock.json says, if it is not already. Throws with a remedy if npm cannot. */
export async function ensureInstalled(root) {
  const stampFile = join(root, 'node_modules', '.skein-installed');
  const stamp = `${sha256(join(root, 'package-lock.json'))} ${process.platform}-${process.arch}\n`;
  const stamped = readText(stampFile);
  if (stamped === stamp) return;
  const otherMachine = stamped !== undefined && !stamped.endsWith(` ${process.platform}-${process.arch}\n`);
  if (otherMachine || !matchesLock(root)) await install(root);
  writeFileSync(stampFile, stamp);
}

/** The path of a Node 24 or later: the one installed as a dependency, else ours. Throws with a remedy if there is none. */
export function findNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = join(root, 'node_modules', 'node', 'bin', name);
  if (existsSync(installed)) return installed;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Error(
    `Node 24 is needed; this is Node ${process.versions.node}, and the package "node" brought none.\n` +
      'Remedy: run npm ci without --ignore-scripts, or install Node 24.',
  );
}

async function install(root) {
  console.log('Installing what package-lock.json lists (a minute or two the first time) …');
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  const progress = setInterval(() => console.log(`… still installing, ${seconds()} s`), 15_000);
  const status = await npmInstall(root).finally(() => clearInterval(progress));
  if (status !== 0) {
    throw new Error(
      `npm failed (status ${status}); its own words are above.\n` +
        'Remedy: check that this machine reaches an npm registry (npm ping; npm config get registry), that the disk\n' +
        'has 2 GB to spare, and that no other install runs here, then try again. npm 10 or later is needed.',
    );
  }
  console.log(`Installed in ${seconds()} s.`);
}

/** Runs `npm ci`, or where it cannot, the next best thing; resolves with the exit status. */
async function npmInstall(root) {
  const { program, args } = npmCommand(root);
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  const env = installEnvironment(root);
  const strict = await runCapturing(program, [...args, 'ci', ...options], root, env);
  if (strict.status === 0 || !strict.errors.includes('EUSAGE')) {
    process.stderr.write(strict.errors);
    return strict.status;
  }
  // npm ci insists that the lock names the optional packages of every kind of machine, and leaves out of the lock those
  // that the registry it was written from did not hold. npm install takes the lock's versions and bears with the rest.
  console.log('The lock lacks optional packages of some kind of machine: npm install instead of npm ci …');
  return runInline(program, [...args, 'install', '--no-save', ...options], root, env);
}

/**
 * Whether what npm notes it installed is all that the lock asks for. So an install that a developer made by hand is not
 * made again. Optional packages may be left out: most are for other machines.
 */
function matchesLock(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present || !existsSync(join(root, 'node_modules', 'node', 'bin'))) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (!path.includes('node_modules')) return true;
    const found = present[path];
    if (!found) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

function packagesOf(file) {
  const text = readText(file);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
