import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { entries } from './entries.ts';
import { pages } from './pages.ts';

it('builds every script that a page loads', () => {
  const built = entries();
  for (const { name, script } of pages) if (script) expect(built, name).toHaveProperty(script);
  for (const file of Object.values(built)) expect(existsSync(file), file).toBe(true);
});
