import { isRefusal } from '@skein/contracts';
import { readChatText } from '@skein/records';
import { expect, it } from 'vitest';
import { keepChat } from './decide.ts';

let made = 0;
const place = {
  ...{ network: 'net', meeting: 'm1', community: 'c1', now: new Date('2026-11-23T12:00:00Z') },
  newId: () => {
    made += 1;
    return `id-${made}`;
  },
};
const text = '09:00:01 From  Ann Lee : https://example.org\n09:00:02 From  Ben : Thanks';

it('keeps messages in their order, by who people are where that was said, else by their names', () => {
  const kept = keepChat(readChatText(text), new Map([['Ann Lee', 'ann']]), place);
  if (isRefusal(kept)) throw new Error(kept.detail);
  expect(kept.messages.map(({ number, person, by }) => [number, person, by])).toEqual([
    [0, 'ann', undefined],
    [1, undefined, 'Ben'],
  ]);
  expect(kept.chat).toMatchObject({ meeting: 'm1', withheld: 0 });
  expect(kept.chat.links).toEqual([{ url: 'https://example.org', person: 'ann', at: '09:00:01' }]);
});

it('keeps that there was one where all of it was to some alone, and refuses what is no chat', () => {
  const direct = readChatText('09:00:01 From Ann to Ben (Direct Message):\n\tquietly');
  expect(keepChat(direct, new Map(), place)).toMatchObject({ messages: [], chat: { withheld: 1 } });
  expect(keepChat(readChatText('Some words'), new Map(), place)).toMatchObject({
    refused: 'invalid-request',
  });
});

it('refuses more messages than are kept', () => {
  const many = Array.from({ length: 5001 }, () => '09:00:01 From  Ann : hi').join('\n');
  expect(keepChat(readChatText(many), new Map(), place)).toMatchObject({ refused: 'too-large' });
});
