// What `npm run lint:boundaries` runs.
import { join } from 'node:path';
import { check } from './check.ts';
import { readHouse } from './house/read.ts';
import { report } from './report.ts';

const house = readHouse(join(import.meta.dirname, '../../..'));
const broken = check(house);
for (const line of report(house, broken)) console.log(line);
if (broken.length) process.exitCode = 1;
