import { isRefusal, ProposalStatus } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { changeProposal, move, type Proposing, propose } from './decide.ts';
import type { ProposalRow } from './row.ts';

const now = new Date('2026-11-23T12:00:00Z');
const text: Proposing = {
  name: 'Weavers',
  slug: 'weavers',
  domain: 'Bridging',
  description: '',
  why: '',
  joining: 'open',
  founders: ['ben'],
  invite: ['cy@example.org'],
};
const place = { network: 'testing', proposer: 'ada', now, _id: 'p' };
const known = { taken: false, strangers: [] };
const made = (over: Partial<Proposing> = {}) => propose({ ...text, ...over }, place, known);
const row = made() as ProposalRow;
const by = { by: 'host', now, comment: 'Well' };

describe('a proposal', () => {
  it('begins submitted, with its history', () => {
    expect(row).toMatchObject({ status: 'submitted', version: 1, history: [{ by: 'ada', version: 1 }] });
  });

  it.each([
    ['a founder twice', { founders: ['ben', 'ben'] }, '#/founders/1'],
    ['the proposer as founder', { founders: ['ada'] }, '#/founders/0'],
    ['an address twice', { invite: ['a@example.org', 'a@example.org'] }, '#/invite/1'],
  ])('is refused with %s', (_what, over, pointer) => {
    expect(made(over)).toMatchObject({ refused: 'invalid-request', errors: [{ pointer }] });
  });

  it('names a slug that is free, and members', () => {
    expect(propose(text, place, { taken: true, strangers: [] })).toMatchObject({
      refused: 'already-exists',
      errors: [{ pointer: '#/slug' }],
    });
    expect(propose(text, place, { taken: false, strangers: ['ben'] })).toMatchObject({
      refused: 'unknown-reference',
      errors: [{ pointer: '#/founders/0' }],
    });
  });

  it.each([
    ['submitted', ['changes-asked', 'accepted', 'declined', 'withdrawn']],
    ['changes-asked', ['submitted', 'declined', 'withdrawn']],
    ['accepted', []],
    ['declined', []],
    ['withdrawn', []],
  ] as const)('that is %s goes on to %j alone', (status, next) => {
    const possible = ProposalStatus.options.filter((to) => !isRefusal(move({ ...row, status }, to, by)));
    expect(possible.toSorted()).toEqual([...next].toSorted());
  });

  it('keeps what was said, and forgets the addresses once decided', () => {
    const asked = move(row, 'changes-asked', by) as ProposalRow;
    expect(asked).toMatchObject({ version: 2, invite: text.invite });
    expect(asked.history.at(-1)).toEqual({
      version: 2,
      status: 'changes-asked',
      at: now,
      by: 'host',
      comment: 'Well',
    });
    expect(move(asked, 'declined', by)).toMatchObject({ invite: [], version: 3 });
  });

  it('changes until it is decided', () => {
    expect(changeProposal(row, { why: 'Need' }, known)).toMatchObject({
      row: { version: 2 },
      fields: ['why'],
    });
    expect(changeProposal({ ...row, status: 'declined' }, { why: 'Need' }, known)).toMatchObject({
      refused: 'conflict',
    });
    expect(changeProposal(row, { founders: ['ada'] }, known)).toMatchObject({ refused: 'invalid-request' });
  });
});
