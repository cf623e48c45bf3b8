import {
  type Actor,
  type DuplicatePair,
  duplicatesContract,
  isRefusal,
  lettersContract,
  peopleContract,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { markDirectory } from '@skein/known';
import {
  depart,
  handle,
  type Implementation,
  missing,
  publicUrlOf,
  type Reader,
  read,
  type ServiceContext,
  staleUnless,
  type Tx,
  transact,
  unknownReference,
  write,
} from '@skein/service-kit';
import { removePasskeysOf } from '../../access/passkeys/store.ts';
import { removeSessionsOf } from '../../access/sessions/store.ts';
import { consentsNow } from '../../core/consent/decide.ts';
import { recordLines } from '../../core/consent/record.ts';
import { consentsOf } from '../../core/consent/store.ts';
import { currentText } from '../../core/consent/text-store.ts';
import { findErasureOf } from '../../core/erasure-list/store.ts';
import { noteListing } from '../../core/people/listing-store.ts';
import { hasPower, outranked } from '../../core/people/power.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { findPeople, findPerson, removePerson, replacePerson } from '../../core/people/store.ts';
import { presentPerson, surroundingsOf } from '../../core/profiles/present.ts';
import { followAddress } from '../addresses/follow.ts';
import {
  type Compared,
  likeliestFirst,
  mergePerson,
  type Pair,
  pairId,
  withdrawnByEither,
} from './decide.ts';
import { findPairs } from './find.ts';
import { dismiss } from './store.ts';

/** So many pairs are weighed against each other; beyond them a list has other troubles than its doubles. */
const mostCompared = 10_000;

const presentPair = ({ people, reasons }: Pair): DuplicatePair => {
  const present = ({ _id: id, joinedAt, ...facts }: Compared) => ({
    id,
    ...facts,
    joinedAt: joinedAt.toISOString(),
  });
  return { people: [present(people[0]), present(people[1])], reasons: [...reasons] };
};

/** Both of a merge; a refusal where they cannot be one. */
const bothOf = async (
  reader: Reader,
  ids: { readonly kept: string; readonly gone: string },
): Promise<{ kept: PersonRow; gone: PersonRow } | Refusal> => {
  if (ids.kept === ids.gone)
    return refuse('conflict', 'That is one person already.', ['gone', 'is who is kept']);
  const kept = await findPerson(reader, ids.kept);
  if (!kept) return missing('member', ids.kept);
  const gone = await findPerson(reader, ids.gone);
  if (!gone) return missing('member', ids.gone);
  for (const { _id } of [kept, gone]) {
    const erasure = await findErasureOf(reader, _id);
    if (erasure && erasure.status !== 'unconfirmed')
      return refuse('conflict', 'One of the two is to be erased; let that be carried out first.');
  }
  return { kept, gone };
};

interface MergeCall {
  readonly network: string;
  readonly params: { readonly id: string };
  readonly body: { readonly gone: string; readonly goneVersion: number };
  readonly ifMatch: number;
  readonly actor: Actor | undefined;
  readonly now: Date;
}

/** Makes one person of two; who went, and the one as hosts see them. */
const mergeBoth = async (tx: Tx, { network, params, body, ifMatch, actor, now }: MergeCall) => {
  const both = await bothOf(tx, { kept: params.id, gone: body.gone });
  if (isRefusal(both)) return both;
  const { kept, gone } = both;
  const stale = staleUnless(ifMatch, kept.version) ?? staleUnless(body.goneVersion, gone.version);
  if (stale) return stale;
  const above = outranked(kept, actor) ?? outranked(gone, actor);
  if (above) return above;
  // It would end their account at once, with no second word.
  if (hasPower(gone, now) && actor?.person !== gone._id)
    return refuse(
      'conflict',
      'Who has roles in the network, or had them a day ago, is made one with another profile only by themselves, signed in as the one that goes.',
    );
  if (gone.roles.some((role) => !kept.roles.includes(role)) && !actor?.roles.includes('admin'))
    return refuse('forbidden', 'Only an administrator gives roles in the network.');
  const of = async (person: string) => consentsNow(await consentsOf(tx, person));
  const { version: textVersion } = await currentText(tx);
  const [mine, theirs] = [await of(kept._id), await of(gone._id)];
  const withdrawn = withdrawnByEither(mine, theirs, textVersion);
  const { person, filled } = mergePerson(kept, gone);
  await removePerson(tx, gone._id);
  await followAddress(tx, { from: gone.email, to: person.email }, person._id);
  await removeSessionsOf(tx, gone._id);
  await removePasskeysOf(tx, gone._id);
  await replacePerson(tx, person);
  const changed = { person: person._id, fields: [...filled, 'roles', 'interests', 'joinedAt'] };
  const about = { network, subject: person._id, version: person.version };
  tx.record(peopleContract.events.personChanged, { ...about, data: changed });
  const given = [...mine, ...theirs].some((line) => line.given && line.purpose === 'directory-listing');
  await noteListing(tx, [{ person: kept._id, purpose: 'directory-listing', given }]);
  await recordLines(tx, person, withdrawn);
  const data = { person: gone._id, kept: kept._id };
  const merged = { network, subject: gone._id, version: gone.version + 1, data };
  tx.record(duplicatesContract.events.personMerged, merged);
  await depart(tx, gone._id, kept._id);
  await markDirectory(tx, gone._id);
  await markDirectory(tx, kept._id);
  const after = { ...person, version: person.version + withdrawn.length };
  return { gone, shown: presentPerson(after, await surroundingsOf(tx, [after]), 'hosts') };
};

/** Tells the address that goes: whoever has it may know nothing of another profile. */
const tellAddress = async (
  { ask, config, log }: ServiceContext,
  { _id: person, network, name, email }: PersonRow,
): Promise<void> => {
  const letter = { network, letter: 'profiles-merged' as const, to: { name, email } };
  const link = `${publicUrlOf(config, network)}/`;
  const sent = await ask(lettersContract.questions.sendNow, { ...letter, link }, 15_000);
  if (sent?.outcome !== 'sent') log.warn({ person }, 'a letter about a merge could not be sent');
};

export const duplicateRoutes = (context: ServiceContext): Implementation[] => [
  read(duplicatesContract.routes.findDuplicates, async ({ query: { skip, limit }, reader }) => {
    const pairs = likeliestFirst(await findPairs(reader, mostCompared));
    return { items: pairs.slice(skip, skip + limit).map(presentPair), more: pairs.length > skip + limit };
  }),

  write(duplicatesContract.routes.dismissDuplicate, async ({ network, body, now, tx }) => {
    const [a, b] = body.people;
    const found = new Set((await findPeople(tx, body.people)).map(({ _id }) => _id));
    const stranger = body.people.findIndex((person) => !found.has(person));
    if (stranger >= 0) return unknownReference(`people.${stranger}`, 'member', body.people[stranger] ?? '');
    if (a === b) return refuse('invalid-request', 'Name two people.', ['people.1', 'is the first again']);
    const _id = pairId(a, b);
    await dismiss(tx, { _id, network, people: [a, b], at: now });
    tx.concerned.add(a).add(b);
    return undefined;
  }),

  read(duplicatesContract.routes.previewMerge, async ({ params, query, reader }) => {
    const both = await bothOf(reader, { kept: params.id, gone: query.gone });
    if (isRefusal(both)) return both;
    const { person, filled, lost } = mergePerson(both.kept, both.gone);
    const result = presentPerson(person, await surroundingsOf(reader, [person]), 'hosts');
    return { result, goneVersion: both.gone.version, filled, lost };
  }),

  // A letter goes out after it, to the address that goes.
  handle(duplicatesContract.routes.mergePeople, async (call) => {
    const { network, now, once } = call;
    let left: PersonRow | undefined;
    const answer = await transact(context, { network, now }, (tx) =>
      once(tx, async () => {
        const merged = await mergeBoth(tx, call);
        if (isRefusal(merged)) return merged;
        left = merged.gone;
        return merged.shown;
      }),
    );
    if (left && !isRefusal(answer))
      tellAddress(context, left).catch((err: unknown) =>
        context.log.error({ err }, 'a letter about a merge failed'),
      );
    return answer;
  }),
];
