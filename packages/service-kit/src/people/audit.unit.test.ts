import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');
const sources = globSync('{packages,services}/*/src/**/*.ts', { cwd: root }).filter(
  (file) => !file.endsWith('.test.ts') && !file.includes('/testing/'),
);
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');

describe('the audit log', () => {
  it('is touched by one file alone', () => {
    const opening = /collection(?:<\w+>)?\(\s*'audit'\s*\)|rowsIn\(\s*auditCollection\b/;
    const touching = sources.filter((file) => opening.test(read(file)));
    expect(touching).toEqual(['packages/service-kit/src/people/audit.ts']);
  });

  it('is inserted into and read there, and nothing else', () => {
    const text = read('packages/service-kit/src/people/audit.ts');
    const uses = [...text.matchAll(/(?:\w+\()?\baudit\(reader\)(?:\.\w+)?/g)].map(([use]) => use);
    expect(uses.toSorted()).toEqual(['audit(reader).insertOne', 'readPage(audit(reader)']);
  });
});
