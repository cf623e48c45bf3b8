import type { Tx } from '@skein/service-kit';
import type { KeptOf } from '../kept/kept.ts';
import { marksAmong, unmark } from './ballot-marks-store.ts';
import type { InvitationRow } from './row.ts';
import { deleteInvitation, type Ending, handInvitation, invitationOf } from './store.ts';
import { isUsed, useUp } from './used-links-store.ts';

/** What is known of answers by what stands above, and handed in. */
export interface Answered {
  /** Erases what was answered by a link. */
  readonly eraseAnswers: (tx: Tx, link: string) => Promise<void>;
  /** Where what came of a survey is written now. */
  readonly whereToWrite: (tx: Tx, survey: string) => Promise<KeptOf>;
}

/** What becomes of an invitation whose person is erased, or turns out to be another one twice. */
export const endingWith = ({ eraseAnswers, whereToWrite }: Answered): Ending => {
  /**
   * Ends an invitation with what was answered by its link. The link counts as used from then on: so an answer that is on
   * its way meets this transaction, or is refused after it.
   */
  const erase = async (tx: Tx, row: InvitationRow): Promise<void> => {
    const of = await whereToWrite(tx, row.survey);
    await eraseAnswers(tx, row._id);
    await useUp(tx, of, row._id);
    await unmark(tx, of, row._id);
    await deleteInvitation(tx, row);
  };

  /**
   * Moves an invitation to the person who is kept. Where both were asked in one survey, the one that was answered with
   * stays; where both answered, the kept one's, and the other's words go, since nothing would lead to them any more.
   */
  const merge: Ending['merge'] = async (tx, row, { kept }) => {
    const other = await invitationOf(tx, row.survey, kept);
    const of = await whereToWrite(tx, row.survey);
    const isTaken = async ({ _id }: InvitationRow) =>
      (await isUsed(tx, of, _id)) || (await marksAmong(tx, of, [_id])).has(_id);
    const keepsOther = other !== null && ((await isTaken(other)) || !(await isTaken(row)));
    // Whoever wanted no more letters by either wants none.
    const held = {
      ...((row.silent || other?.silent) && { silent: true as const }),
      ...((row.replaced || other?.replaced) && { replaced: true as const }),
    };
    if (keepsOther) {
      await handInvitation(tx, other, kept, held);
      return erase(tx, row);
    }
    if (other) await erase(tx, other);
    await handInvitation(tx, row, kept, held);
  };

  return { erase, merge };
};
