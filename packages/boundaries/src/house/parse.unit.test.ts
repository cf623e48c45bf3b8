import { expect, test } from 'vitest';
import { parseSource } from './parse.ts';

test('what does not parse is refused by name', () => {
  expect(() => parseSource('a.ts', 'const = 1;')).toThrow('a.ts does not parse');
});

test('only what the keyword says is gone at run time', () => {
  const typeOnly = (text: string) => parseSource('a.ts', text).imports.map((one) => one.typeOnly);
  expect(
    typeOnly("import type { A } from 'a';\nexport type { B } from 'b';\nexport type * from 'c';"),
  ).toEqual([true, true, true]);
  expect(
    typeOnly("import type from 'a';\nimport type, { B } from 'b';\nimport { type C } from 'c';"),
  ).toEqual([false, false, false]);
});

test('the line is that of the import', () => {
  const text = "// a\nimport a from 'a';\nimport {\n  b,\n} from 'b';\nexport * from 'c';\n";
  expect(parseSource('a.ts', text).imports.map(({ line }) => line)).toEqual([2, 3, 6]);
});
