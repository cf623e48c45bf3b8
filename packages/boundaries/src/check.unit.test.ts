import { expect, test } from 'vitest';
import { check } from './check.ts';
import { readHouse } from './house/read.ts';
import { report } from './report.ts';
import { plant } from './testing/tree.ts';

const a = 'packages/p/src/a.ts';
const b = 'packages/p/src/b.ts';
const circle = { [a]: "import './b.ts';\n", [b]: "import './a.ts';\n" };

test('a broken wall is told with its file, line, rule and remedy, then the sums', () => {
  using tree = plant(circle);
  const house = readHouse(tree.root);
  expect(report(house, check(house))).toEqual([
    `${a}:1  circle: stands in a circle: ${a} → ${b} → ${a}`,
    expect.stringContaining('Remedy: '),
    `${b}:1  circle: stands in a circle: ${b} → ${a} → ${b}`,
    expect.stringContaining('Remedy: '),
    'boundaries: 2 files, 2 imports, 2 files and 0 folders in circles, 0 arrows back, 2 broken in all',
  ]);
});
