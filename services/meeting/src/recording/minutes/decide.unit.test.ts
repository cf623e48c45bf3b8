import { isRefusal, mostAmendments } from '@skein/contracts';
import { expect, it } from 'vitest';
import { amendMinutes, approveMinutes, draftMinutes } from './decide.ts';

const at = new Date('2026-12-01T14:00:00Z');
const meeting = { _id: 'm1', network: 'net', community: 'c1', present: ['ada', 'ben'] };
const draft = draftMinutes(meeting, at, '1');
const amendment = { id: 'a1', by: 'ben', at, text: 'The beds were four.' };

it('those who were there amend the minutes for a week', () => {
  expect(draft).toMatchObject({ version: 1, amendUntil: new Date('2026-12-08T14:00:00Z') });
  expect(amendMinutes(draft, meeting, amendment)).toMatchObject({ amendments: [amendment], version: 2 });
  expect(amendMinutes(draft, meeting, { ...amendment, by: 'cy' })).toMatchObject({ refused: 'conflict' });
  const late = { ...amendment, at: new Date('2026-12-08T14:00:01Z') };
  expect(amendMinutes(draft, meeting, late)).toMatchObject({ refused: 'closed' });
  const full = { ...draft, amendments: Array.from({ length: mostAmendments }, () => amendment) };
  expect(amendMinutes(full, meeting, amendment)).toMatchObject({ refused: 'conflict' });
});

it('once they are approved they stay as they are', () => {
  const approved = approveMinutes(draft, 'ada', at);
  expect(approved).toMatchObject({ approvedBy: 'ada', approvedAt: at, version: 2 });
  if (isRefusal(approved)) throw new Error(approved.detail);
  expect(approveMinutes(approved, 'ada', at)).toMatchObject({ refused: 'closed' });
  expect(amendMinutes(approved, meeting, amendment)).toMatchObject({ refused: 'closed' });
});
