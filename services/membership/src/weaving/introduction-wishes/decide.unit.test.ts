import { describe, expect, it } from 'vitest';
import { decide, wishFor } from './decide.ts';

const now = new Date('2026-11-28T09:00:00Z');
const at = { network: 'testing', now, _id: 'w' };
const wished = { person: 'ada', to: 'ben', reason: 'Both of us look after carers.' };

describe('a wish to meet somebody', () => {
  it('is for another one than oneself, and one at a time', () => {
    expect(wishFor({ ...wished, to: 'ada' }, at, { open: false })).toMatchObject({
      refused: 'invalid-request',
    });
    expect(wishFor(wished, at, { open: true })).toMatchObject({ refused: 'already-exists' });
    expect(wishFor(wished, at, { open: false })).toMatchObject({ ...wished, status: 'open', version: 1 });
  });

  it('is decided once, with the introduction that was made or why there is none', () => {
    const wish = wishFor(wished, at, { open: false }) as Parameters<typeof decide>[0];
    const made = decide(wish, { status: 'introduced', introduction: 'i' }, 'host');
    expect(made).toMatchObject({ status: 'introduced', introduction: 'i', by: 'host', version: 2 });
    expect(decide(wish, { status: 'declined', answer: 'Not now.' }, 'host')).toMatchObject({
      answer: 'Not now.',
    });
    expect(decide(made as never, { status: 'declined', answer: 'No.' }, 'host')).toMatchObject({
      refused: 'conflict',
    });
  });
});
