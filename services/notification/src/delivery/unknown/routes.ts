import { refuse, unknownLettersContract } from '@skein/contracts';
import { type Implementation, read, write } from '@skein/service-kit';
import { queueUnknown, settleArrived, unknownByCause } from '../ledger/store.ts';

const { listUnknownLetters, settleUnknownLetters, resendUnknownLetters } = unknownLettersContract.routes;

// An issue of the digest has a state that its letters change, so it has routes of its own.
const apart = ['digest'];
const most = 200;

export const unknownLetterRoutes = (): Implementation[] => [
  read(listUnknownLetters, async ({ reader }) => {
    const found = await unknownByCause(reader, { apart }, most);
    return { items: found.map((one) => ({ ...one, since: one.since.toISOString() })) };
  }),

  write(settleUnknownLetters, async ({ body, tx }) => ({
    arrived: await settleArrived(tx, { apart }, body.messageIds),
  })),

  write(resendUnknownLetters, async ({ body, now, tx }) => {
    const { kind, cause, unknown } = body;
    const from = { kind: { name: kind }, cause };
    const [found] = apart.includes(kind) ? [] : await unknownByCause(tx, from, 1);
    if (!found)
      return refuse(
        'not-found',
        'There are no letters of this cause of which it is unknown whether they arrived.',
      );
    if (found.unknown !== unknown)
      return refuse(
        'conflict',
        `Of ${found.unknown} letters it is unknown whether they arrived, not of ${unknown}: ask with that number.`,
        ['unknown', `must be ${found.unknown}`],
      );
    await queueUnknown(tx, from, now);
    return { queued: unknown };
  }),
];
