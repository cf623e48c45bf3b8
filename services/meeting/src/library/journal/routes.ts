import { type Actor, isRefusal, type JournalEntry, journalContract, type Refusal } from '@skein/contracts';
import { belongingsOf, refuseCommunity } from '@skein/known';
import {
  type Call,
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  staleUnless,
  type Tx,
  unknownReference,
  write,
} from '@skein/service-kit';
import { attendedAmong, findMeeting } from '../../gathering/meetings/store.ts';
import { maySee } from '../../working/learning-cases/decide.ts';
import { findLearningCase } from '../../working/learning-cases/store.ts';
import { changeEntry, mayRead, refuseWeaver, writeEntry } from './decide.ts';
import { presentEntry } from './present.ts';
import type { JournalRow } from './row.ts';
import { deleteEntry, findEntry, pageOfEntries, putEntry } from './store.ts';

/** Those who run the communities that somebody belongs to. */
const runnersAround = async (
  reader: Reader,
  { communities }: Actor,
  weaver: string,
): Promise<Set<string>> => {
  const theirs = await belongingsOf(reader, [weaver]);
  const runs = theirs.filter(
    ({ community, role }) => (role === 'facilitator' || role === 'core') && communities[community],
  );
  return new Set(runs.map(({ person }) => person));
};

interface Sharing {
  readonly community?: string | null | undefined;
  readonly weaver?: string | null | undefined;
}

/** Why somebody cannot share an entry like this. */
const refuseSharing = async (
  { tx, deny, actor }: Pick<Call<never>, 'deny'> & { readonly tx: Tx; readonly actor: Actor },
  { community, weaver }: Sharing,
): Promise<Refusal | undefined> => {
  const unable = community
    ? (deny('library.add', { community }) ?? (await refuseCommunity(tx, community)))
    : undefined;
  if (unable) return unable;
  return weaver ? refuseWeaver(weaver, await runnersAround(tx, actor, weaver)) : undefined;
};

/** Why an entry cannot be about this: it is not there for who writes it. */
const refuseOccasion = async (
  { tx, deny, actor }: Pick<Call<never>, 'deny'> & { readonly tx: Tx; readonly actor: Actor },
  { meeting, case: about }: { readonly meeting?: string | undefined; readonly case?: string | undefined },
): Promise<Refusal | undefined> => {
  if (meeting !== undefined) {
    const found = await findMeeting(tx, meeting);
    const communities = found ? [found.community, ...(found.withCommunities ?? [])] : [];
    if (communities.every((community) => deny('meeting.read', { community })))
      return unknownReference('meeting', 'meeting of your communities', meeting);
  }
  if (about === undefined) return undefined;
  const found = await findLearningCase(tx, about);
  const attended = found ? await attendedAmong(tx, [found.meeting], actor.person) : [];
  return found && (found.scope === 'network' || maySee(found, actor, attended.length > 0))
    ? undefined
    : unknownReference('case', 'learning case that you read', about);
};

/** An entry of one's own; anybody else's is not there to be changed. */
const findOwn = async (
  reader: Reader,
  id: string,
  actor: Actor | undefined,
): Promise<JournalRow | Refusal> => {
  const row = await findEntry(reader, id);
  return row && row.person === actor?.person ? row : missing('entry of your journal', id);
};

export const journalRoutes = (): Implementation[] => [
  write(
    journalContract.routes.writeJournalEntry,
    async ({ network, body, actor, now, deny, tx }): Promise<JournalEntry | Refusal> => {
      if (!actor) return missing('journal', '');
      const unable =
        (await refuseSharing({ tx, deny, actor }, body)) ?? (await refuseOccasion({ tx, deny, actor }, body));
      if (unable) return unable;
      const row = writeEntry(body, { id: newId(), network, person: actor.person, now });
      await putEntry(tx, row);
      return presentEntry(row);
    },
  ),

  read(journalContract.routes.listJournalEntries, async ({ reader, query, actor, deny }) => {
    const { community } = query;
    const denied = community === undefined ? undefined : deny('library.read', { community });
    return denied ?? pageOfEntries(reader, { ...query, person: actor?.person ?? '' }, presentEntry);
  }),

  read(journalContract.routes.readJournalEntry, async ({ reader, params, actor }) => {
    const row = await findEntry(reader, params.id);
    return row && mayRead(row, actor) ? presentEntry(row) : missing('journal entry', params.id);
  }),

  write(journalContract.routes.editJournalEntry, async ({ params, body, actor, ifMatch, deny, tx }) => {
    const before = await findOwn(tx, params.id, actor);
    if (isRefusal(before) || !actor) return before as Refusal;
    const unable = staleUnless(ifMatch, before.version) ?? (await refuseSharing({ tx, deny, actor }, body));
    if (unable) return unable;
    const { row, fields } = changeEntry(before, body);
    if (fields.length) await putEntry(tx, row);
    return presentEntry(row);
  }),

  write(journalContract.routes.removeJournalEntry, async ({ params, actor, tx }) => {
    const row = await findOwn(tx, params.id, actor);
    if (isRefusal(row)) return row;
    await deleteEntry(tx, row);
    return undefined;
  }),
];
