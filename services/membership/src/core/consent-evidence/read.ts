import type { ConsentEvidence, ConsentText, EvidenceFilter } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import type { ConsentRow } from '../consent/row.ts';
import { evidenceAfter } from '../consent/store.ts';
import { textsOf } from '../consent/text-store.ts';
import { findPeople } from '../people/store.ts';

const present = (
  { network: _, given: __, reason: ___, _id: id, at, ...line }: ConsentRow,
  withdrawnAt: Date | undefined,
  texts: readonly ConsentText[],
  who: { readonly name: string; readonly email: string } | undefined,
): ConsentEvidence => {
  const text = texts.find(({ version }) => version === line.textVersion);
  const words = line.stated?.words ?? text?.purposes[line.purpose];
  return {
    id,
    ...line,
    ...(who && { name: who.name, email: who.email }),
    ...(words && { words }),
    at: at.toISOString(),
    ...(withdrawnAt && { withdrawnAt: withdrawnAt.toISOString() }),
  };
};

/** The next consents that a filter finds after one, oldest first, each with what shows that it was given. */
export const readEvidence = async (
  reader: Reader,
  filter: EvidenceFilter,
  page: { readonly after: string; readonly limit: number },
): Promise<ConsentEvidence[]> => {
  const found = await evidenceAfter(reader, filter, page);
  const texts = await textsOf(reader);
  const rows = await findPeople(
    reader,
    found.map(({ line }) => line.person),
  );
  const people = new Map(rows.map((person) => [person._id, person]));
  return found.map(({ line, withdrawnAt }) => present(line, withdrawnAt, texts, people.get(line.person)));
};
