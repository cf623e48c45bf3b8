import { consentContract } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import { newId, type Tx } from '@skein/service-kit';
import { answeredElsewhere } from '../consent-questions/store.ts';
import { keepAfterAll } from '../erasure-list/store.ts';
import type { PersonRow } from '../people/row.ts';
import { replacePerson } from '../people/store.ts';
import type { NewLine } from './decide.ts';
import type { ConsentRow } from './row.ts';
import { insertConsents } from './store.ts';

/**
 * Writes lines of one person's ledger and tells the others. Who agrees to something gives the network a basis again,
 * and who decides about what a campaign asks has answered it, by whatever way they did.
 */
export const recordLines = async (
  tx: Tx,
  person: PersonRow,
  lines: readonly NewLine[],
): Promise<ConsentRow[]> => {
  if (lines.length === 0) return [];
  const { _id: id, network } = person;
  const rows = lines.map((line): ConsentRow => ({ _id: newId(), network, person: id, ...line, at: tx.now }));
  await insertConsents(tx, rows);
  await replacePerson(tx, { ...person, version: person.version + rows.length });
  for (const [index, { purpose, given, channel }] of rows.entries()) {
    const version = person.version + index + 1;
    const data = { person: id, purpose, given, channel };
    tx.record(consentContract.events.consentRecorded, { network, subject: id, version, data });
    if (channel !== 'campaign') await answeredElsewhere(tx, id, purpose, given ? 'yes' : 'no');
  }
  if (rows.some(({ given }) => given)) await keepAfterAll(tx, id);
  await markDirectory(tx, id);
  return rows;
};
