import { type Proposal, Slug } from '@skein/contracts';
import { expect, it } from 'vitest';
import { draftOf, nothing, proposedBy, slugOf } from './draft.ts';

it('makes an address of any name that has letters', () => {
  expect(slugOf('Räume für Straßen & Gassen')).toBe('raume-fur-strassen-gassen');
  expect(slugOf('  Åsa’s “ward” rounds  ')).toBe('asa-s-ward-rounds');
  for (const name of ['Falls', 'x'.repeat(120), `${'y'.repeat(59)} z`])
    expect(Slug.safeParse(slugOf(name)).success).toBe(true);
});

it('reads addresses however they are parted, and keeps the address of a name that did not change', () => {
  const draft = { ...nothing, name: ' Falls ', invite: 'ada@example.org, ben@example.org\ncy@example.org' };
  const sent = proposedBy(draft);
  expect(sent.invite).toEqual(['ada@example.org', 'ben@example.org', 'cy@example.org']);
  const before: Proposal = {
    ...{ id: '1', version: 1, status: 'changes-asked', proposer: '2', history: [], founders: [] },
    ...{ name: 'Falls', slug: 'falls-2', domain: 'd', description: '', why: '', joining: 'open' },
    invite: ['ada@example.org'],
  };
  expect(proposedBy(draftOf(before), before)).toMatchObject({ slug: 'falls-2', invite: ['ada@example.org'] });
});
