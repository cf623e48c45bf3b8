import { isRefusal } from '@skein/contracts';
import { expect, it } from 'vitest';
import { planMeeting } from '../meetings/decide.ts';
import { answerBefore, askBefore } from './decide.ts';

const at = new Date('2026-12-01T12:30:00Z');
const meeting = planMeeting(
  {
    ...{ community: 'c1', title: 'Council', kind: 'call', minutes: 90, audience: 'community' },
    ...{ startsAt: at, reading: [] },
  },
  undefined,
  'net',
  'm1',
);
let made = 0;
const newId = () => `q${++made}`;

it('keeps a question that is named, and gives others an id of their own', () => {
  const first = askBefore(meeting, null, [{ text: 'What works?' }], newId);
  if (isRefusal(first)) throw new Error(first.detail);
  const [asked] = first.questions;
  const second = askBefore(
    meeting,
    first,
    [{ text: 'What not?' }, { id: asked?.id, text: 'What works now?' }, { id: 'strange', text: 'Else?' }],
    newId,
  );
  expect(second).toMatchObject({
    version: 2,
    questions: [{ id: 'q2' }, { id: 'q1', text: 'What works now?' }, { id: 'q3' }],
  });
  const twice = [
    { id: 'q1', text: 'a' },
    { id: 'q1', text: 'b' },
  ];
  expect(askBefore(meeting, first, twice, newId)).toMatchObject({
    errors: [{ pointer: '#/questions/1/id' }],
  });
  const answers = [{ question: 'q1', text: 'Beds' }];
  const answer = answerBefore(meeting, first, undefined, { person: 'ben', answers, at });
  expect(answer).toMatchObject({ _id: 'm1.ben', version: 1, answers });
  const empty = { person: 'ben', answers: [{ question: 'q1', text: '  ' }], at };
  expect(answerBefore(meeting, first, undefined, empty)).toMatchObject({ answers: [] });
  const strange = { person: 'ben', answers: [{ question: 'q9', text: 'x' }], at };
  expect(answerBefore(meeting, first, undefined, strange)).toMatchObject({ refused: 'unknown-reference' });
  const closed = { ...meeting, status: 'closed' as const };
  expect(answerBefore(closed, first, undefined, empty)).toMatchObject({ refused: 'closed' });
  expect(askBefore(closed, first, [], newId)).toMatchObject({ refused: 'closed' });
});
