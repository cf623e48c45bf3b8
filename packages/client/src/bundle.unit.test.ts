import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { routeTable } from './table.ts';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const bundled = async (entry: string) => {
  const bundle = await rolldown({ input: pathOf(entry), platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const [chunk] = output;
  return {
    modules: Object.keys(chunk.modules),
    imports: chunk.imports,
    code: chunk.code,
    chunks: output.length,
  };
};

describe('what a browser loads', () => {
  it('is this package alone, without zod and without a contract, in less than 4 kB', async () => {
    const { modules, imports, code, chunks } = await bundled('./index.ts');
    expect(modules.length).toBeGreaterThan(3);
    expect(modules.filter((file) => !file.startsWith(pathOf('.')))).toEqual([]);
    expect({ imports, chunks }).toEqual({ imports: [], chunks: 1 });
    expect(code).not.toMatch(/zod/i);
    expect(gzipSync(code).byteLength).toBeLessThan(4_000);
  });

  it('is told of all routes in less than 6 kB', () => {
    expect(gzipSync(JSON.stringify(routeTable())).byteLength).toBeLessThan(6_000);
  });

  it('would be found out if it reached the contracts', async () => {
    const { modules } = await bundled('./table.ts');
    expect(modules.some((file) => file.includes('/packages/contracts/'))).toBe(true);
    expect(modules.some((file) => file.includes('/node_modules/zod/'))).toBe(true);
  });
});
