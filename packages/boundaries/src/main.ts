// What `npm run lint:boundaries` runs. With `--shrink` it first takes mended walls off the list of known ones.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './check.ts';
import { readHouse } from './house/read.ts';
import { known } from './known.ts';
import { report } from './report.ts';
import { knownSource, shrink } from './shrink.ts';

const house = readHouse(join(import.meta.dirname, '../../..'));
let findings = check(house, known);
if (process.argv.includes('--shrink')) {
  const entries = shrink(findings, known);
  if (entries instanceof Error) {
    console.error(entries.message);
    process.exitCode = 1;
  } else {
    writeFileSync(join(import.meta.dirname, 'known.ts'), knownSource(entries));
    findings = check(house, entries);
  }
}
for (const line of report(house, findings)) console.log(line);
if (findings.broken.length || findings.mended.length) process.exitCode = 1;
