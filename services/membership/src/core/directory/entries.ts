import { DirectoryEntry } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { currentConsents } from '../consent/store.ts';
import { membershipsOf } from '../memberships/store.ts';
import { findPeople } from '../people/store.ts';

/** The directory entries of these people as they are now. */
export const directoryEntries = async (
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, DirectoryEntry>> => {
  const [rows, memberships, consents] = await Promise.all([
    findPeople(reader, ids),
    membershipsOf(reader, ids),
    currentConsents(reader, ids),
  ]);
  const communitiesOf = Map.groupBy(memberships, ({ person }) => person);
  return new Map(
    rows.map(({ _id, network, version, name, email, timeZone }) => [
      _id,
      DirectoryEntry.parse({
        ...{ id: _id, network, version, name, email },
        communities: (communitiesOf.get(_id) ?? []).map(({ community }) => community),
        consents: consents.get(_id) ?? [],
        ...(timeZone && { timeZone }),
      }),
    ]),
  );
};
