import { type Loop, type ServiceContext, startLeasedLoop, transact } from '@skein/service-kit';
import { findPerson } from '../../core/people/store.ts';
import { told } from './decide.ts';
import { addressLetters } from './send-letter.ts';
import { findAddressChange, replaceAddressChange, toldDueInAllNetworks } from './store.ts';

const atOnce = 20;

/** Tells each old address that another one took its place, until the letter is sent. */
export const startTellingOldAddresses = (context: ServiceContext): Loop => {
  const letters = addressLetters(context);
  return startLeasedLoop(context, 'old-addresses', { idleMs: 500, leaseMs: 60_000 }, async (mine) => {
    const due = await toldDueInAllNetworks(context, atOnce, context.now());
    for (const row of due) {
      if (!(await mine())) return false;
      const { network } = row;
      const person = await findPerson(context.readerOf(network), row.person);
      const sent = person === null || (await letters.writeDone(person, row));
      await transact(context, { network, now: context.now() }, async (tx) => {
        const current = await findAddressChange(tx, row._id);
        if (current?.letterDueAt) await replaceAddressChange(tx, told(current, sent, tx.now));
      });
    }
    return due.length === atOnce;
  });
};
