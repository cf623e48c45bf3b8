import { type Actor, erasureContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { handle, type Implementation, type Reader, read, type ServiceContext } from '@skein/service-kit';
import { findErasureOf } from '../../core/erasure-list/store.ts';
import { leadershipOf } from '../../core/memberships/leadership-store.ts';
import { membershipsOf } from '../../core/memberships/store.ts';
import { lastAdmin } from '../../core/people/decide.ts';
import { hasPower } from '../../core/people/power.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { adminsNow, findPerson } from '../../core/people/store.ts';
import { presentErasure } from './present.ts';
import { erasureWishes } from './wish.ts';

/** Who asks, as a member; a session may outlive its person by some minutes. */
const oneself = async (reader: Reader, actor: Actor | undefined): Promise<PersonRow | Refusal> =>
  (await findPerson(reader, actor?.person ?? '')) ??
  refuse('not-found', 'The network holds nothing about you any more.');

/** The communities that somebody alone facilitates. */
const unledWithout = async (reader: Reader, person: string): Promise<string[]> => {
  const theirs = (await membershipsOf(reader, [person])).filter(({ role }) => role === 'facilitator');
  const leadership = await leadershipOf(
    reader,
    theirs.map(({ community }) => community),
  );
  return [...leadership].flatMap(([community, { facilitators }]) =>
    facilitators.length === 1 ? [community] : [],
  );
};

/** What a person does and sees of their own wish to be forgotten. */
export const ownErasureRoutes = (context: ServiceContext): Implementation[] => {
  const wish = erasureWishes(context);
  return [
    read(erasureContract.routes.readMyErasure, async ({ actor, now, reader }) => {
      const person = await oneself(reader, actor);
      if (isRefusal(person)) return person;
      const request = await findErasureOf(reader, person._id);
      return {
        ...(request && { request: presentErasure(request) }),
        waitsADay: hasPower(person, now),
        lastAdministrator: lastAdmin(person._id, await adminsNow(reader)) !== undefined,
        unled: await unledWithout(reader, person._id),
      };
    }),

    handle(erasureContract.routes.askForMyErasure, async ({ actor, now, done, reader }) => {
      const person = await oneself(reader, actor);
      if (isRefusal(person)) return person;
      const last = lastAdmin(person._id, await adminsNow(reader));
      return last ?? wish(person, now, done);
    }),
  ];
};
