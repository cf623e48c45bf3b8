import { communitiesContract, peopleContract } from '@skein/contracts';
import { membersAmong } from '@skein/known';
import { type ConsumerDeclaration, eventConsumer, on, type Reader, type Tx } from '@skein/service-kit';
import type { MeetingRow } from '../meetings/row.ts';
import { meetingsAmong } from '../meetings/store.ts';
import { openBook } from './book.ts';
import { refuseAnswer } from './decide.ts';
import { endStanding } from './standing-store.ts';
import { answeredBy } from './store.ts';

/** Whether a meeting is still for somebody who has left this community, as those who hold it with others may have them. */
const isStillFor = async (
  reader: Reader,
  { audience, community, withCommunities = [] }: MeetingRow,
  { person, left }: { readonly person: string; readonly left: string },
): Promise<boolean> => {
  const held = [community, ...withCommunities];
  if (audience === 'network' || !held.includes(left)) return true;
  const others = held.filter((one) => one !== left);
  const among = await Promise.all(others.map((one) => membersAmong(reader, one, [person])));
  return among.flat().length > 0;
};

/** Somebody gives up what they have at these meetings, as if they had said no. */
const giveUp = async (tx: Tx, meetings: readonly MeetingRow[], person: string): Promise<void> => {
  for (const { _id } of meetings) {
    const book = await openBook(tx, _id, [person]);
    await book.answer(person, 'no');
    await book.close();
  }
};

/** The meetings to come that somebody said they come to, may, or wait for. */
const aheadOf = async (tx: Tx, person: string): Promise<MeetingRow[]> => {
  const rows = await answeredBy(tx, person);
  const meetings = await meetingsAmong(
    tx,
    rows.map(({ meeting }) => meeting),
  );
  return meetings.filter((meeting) => !refuseAnswer(meeting, tx.now));
};

/** Whoever leaves a community, or the network, leaves their seats to those who wait. */
export const leavers = (): ConsumerDeclaration =>
  eventConsumer(
    'meeting-leavers',
    on(communitiesContract.events.membershipEnded, async ({ data: { person, community: left } }, tx) => {
      const given: MeetingRow[] = [];
      for (const meeting of await aheadOf(tx, person))
        if (!(await isStillFor(tx, meeting, { person, left }))) given.push(meeting);
      await giveUp(tx, given, person);
      await endStanding(tx, person, left);
    }),
    on(peopleContract.events.personRemoved, async ({ data: { person } }, tx) => {
      await giveUp(tx, await aheadOf(tx, person), person);
      await endStanding(tx, person);
    }),
  );
