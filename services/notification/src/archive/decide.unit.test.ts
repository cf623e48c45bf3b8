import type { Actor } from '@skein/contracts';
import { expect, it } from 'vitest';
import type { DigestRow } from '../digest/row.ts';
import { mayRead, sectionsFor, show } from './decide.ts';

const item = (title: string, community?: string) => ({ title, detail: '', ...(community && { community }) });
const row = (changes: Partial<DigestRow> = {}): DigestRow => ({
  ...{ _id: 'd', network: 'net', version: 4, month: '2026-05', title: 'News', introduction: '', missing: [] },
  sections: [{ service: 'meeting', title: 'Coming', items: [item('For all'), item('For c', 'c')] }],
  status: 'sent',
  createdAt: new Date('2026-05-04T12:00:00Z'),
  ...changes,
});
const actor = (communities: Actor['communities']): Actor => ({
  person: 'p',
  network: 'net',
  roles: [],
  communities,
});
const titles = (one: Actor | undefined) =>
  sectionsFor(row(), one).flatMap(({ items }) => items.map(({ title }) => title));

it('is read by members once it went out, and by visitors where it is shown openly', () => {
  expect(mayRead(row(), actor({}))).toBe(true);
  expect(mayRead(row(), undefined)).toBe(false);
  expect(mayRead(row({ openly: true }), undefined)).toBe(true);
  expect(mayRead(row({ status: 'draft' }), actor({}))).toBe(false);
  expect(mayRead(row({ status: 'generating', openly: true }), undefined)).toBe(false);
});

it('shows each what was for everyone, and what was for the communities they take part in', () => {
  expect(titles(undefined)).toEqual(['For all']);
  expect(titles(actor({ c: 'member' }))).toEqual(['For all', 'For c']);
  expect(titles(actor({ c: 'guest', d: 'member' }))).toEqual(['For all']);
});

it('is shown to visitors and taken back, each once, and not before it went out', () => {
  expect(show(row(), true)).toMatchObject({ openly: true, version: 5 });
  expect(show(row({ openly: true }), false)).not.toHaveProperty('openly');
  const shown = row({ openly: true });
  expect(show(shown, true)).toBe(shown);
  expect(show(row({ status: 'draft' }), true)).toMatchObject({ refused: 'conflict' });
});
