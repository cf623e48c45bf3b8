import { type Audience, isRefusal, type Refusal, refuse, type surveysContract } from '@skein/contracts';
import { findCommunity, membersAmong, unknownPeople } from '@skein/known';
import {
  besideTransaction,
  newId,
  type Reader,
  type ServiceContext,
  type Tx,
  unknownReference,
} from '@skein/service-kit';
import type { z } from 'zod';
import type { SurveyConfig } from '../../config.ts';
import { findInstrument } from '../../instruments/definitions/store.ts';
import { atOnce, audienceFault, communityAsked, eachOnce } from '../audiences/decide.ts';
import { type Addressee, resolveWhole, strangersAmong } from '../audiences/resolve.ts';
import { insertParts } from '../audiences/store.ts';
import { makeBallotKeys } from '../keys/making.ts';
import { plannedFault } from '../reminders/decide.ts';
import { insertRound } from '../reminders/store.ts';
import { namesItsPeople } from '../surveys/decide.ts';
import { presentSurvey } from '../surveys/present.ts';
import type { SurveyRow } from '../surveys/row.ts';
import { insertSurvey } from '../surveys/store.ts';
import { communityOf, openSurvey, prepareSurvey } from './decide.ts';
import { writeKeys, writeOpening } from './record.ts';

export interface OpeningRequest {
  readonly network: string;
  readonly body: z.output<typeof surveysContract.routes.openSurvey.body>;
  readonly now: Date;
  /** What of people a query looks at: all, or what fellows of a community see. */
  readonly seenFrom: 'hosts' | 'communities';
  /** Why these letters may not be sent: so many to people outside of the survey's community, or to all of it. */
  readonly refuseLetters: (letters: number, rounds: number) => Promise<Refusal | undefined>;
}

/** Whom a survey writes to each time: how many who are not of its community, and whether it writes to that. */
const lettersOf = async (
  reader: Reader,
  { audience, community }: OpeningRequest['body'],
): Promise<{ readonly outside: number; readonly rounds: 0 | 1 }> => {
  if (audience.kind === 'open') return { outside: 0, rounds: 0 };
  if (audience.kind === 'addresses')
    return { outside: eachOnce(audience.addresses).addresses.length, rounds: 0 };
  if (!('people' in audience)) return { outside: 0, rounds: 1 };
  const people = [...new Set(audience.people)];
  const within = communityOf({ audience, community });
  const inside = within ? await membersAmong(reader, within, people) : [];
  return { outside: people.length - inside.length, rounds: inside.length ? 1 : 0 };
};

const unknownIn = async (
  reader: Reader,
  { audience, community }: { audience: Audience; community?: string | undefined },
): Promise<Refusal | undefined> => {
  if (community && !(await findCommunity(reader, community)))
    return unknownReference('community', 'community', community);
  const asked = communityAsked(audience);
  const where = audience.kind === 'query' ? 'audience.query.community' : 'audience.community';
  if (asked && !(await findCommunity(reader, asked))) return unknownReference(where, 'community', asked);
  const people = 'people' in audience ? audience.people : [];
  const [stranger] = people.length ? await unknownPeople(reader, people) : [];
  if (stranger === undefined) return undefined;
  return unknownReference(`audience.people.${people.indexOf(stranger)}`, 'member', stranger);
};

const refuseTooMany = async (
  reader: Reader,
  { body, refuseLetters }: OpeningRequest,
): Promise<Refusal | undefined> => {
  const times = Number(body.invite) + body.remindAt.length;
  const { outside, rounds } = await lettersOf(reader, body);
  return refuseLetters(outside * times, rounds * times);
};

/** Opens a survey: at once for an audience that is small enough, else when its audience is written down. */
export const openFor = async (context: ServiceContext<SurveyConfig>, tx: Tx, request: OpeningRequest) => {
  const { network, body, now, seenFrom } = request;
  const { config } = context;
  const { audience, mode } = body;
  const remindAt = body.remindAt.map((at) => new Date(at));
  const asking = { ...body, closesAt: new Date(body.closesAt) };
  const span = { opensAt: now, closesAt: asking.closesAt, open: audience.kind === 'open' };
  const faulty = audienceFault(audience) ?? plannedFault(remindAt, span);
  if (faulty) return faulty;
  // Before the transaction reads, so that none is open while keys are made and membership is asked.
  const ballotKeys = mode === 'anonymous' ? await makeBallotKeys() : undefined;
  const reader = context.readerOf(network);
  const unknown = await besideTransaction(() => unknownIn(reader, body));
  if (unknown) return unknown;
  const resolved = await besideTransaction(() =>
    resolveWhole(context.ask, reader, audience, { asOf: now, seenFrom }),
  );
  if (isRefusal(resolved)) return resolved;
  const sought = ['role', 'query', 'addresses'].includes(audience.kind);
  if (sought && resolved.length === 0)
    return refuse('invalid-request', 'Nobody is of this audience.', ['audience', 'has nobody to ask']);
  const instrument = await findInstrument(tx, body.instrument);
  if (!instrument) return unknownReference('instrument', 'instrument', body.instrument);
  const tooMany = await besideTransaction(() => refuseTooMany(reader, request));
  if (tooMany) return tooMany;
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;
  const known = { network, instrument, smallestGroup, ballotKey: ballotKeys?.publicKey };

  const openNow = async (addressees: readonly Addressee[]): Promise<SurveyRow | Refusal> => {
    const strangers = strangersAmong(addressees);
    const members = addressees.map(({ person }) => person);
    const opening = openSurvey(asking, { ...known, members, strangers }, now, newId(), newId);
    if (isRefusal(opening)) return opening;
    await writeOpening(tx, opening, { smallestGroup, ballotKey: ballotKeys?.privateKey, strangers });
    return opening.survey;
  };
  const openLater = async (): Promise<SurveyRow | Refusal> => {
    const survey = prepareSurvey(asking, known, now, newId(), seenFrom);
    if (isRefusal(survey)) return survey;
    await insertSurvey(tx, survey);
    await writeKeys(tx, survey._id, ballotKeys?.privateKey);
    if ('people' in audience)
      await insertParts(tx, survey._id, { people: [...new Set(audience.people)] }, atOnce);
    if (audience.kind === 'addresses')
      await insertParts(tx, survey._id, eachOnce(audience.addresses), atOnce);
    return survey;
  };

  const survey = resolved === 'large' ? await openLater() : await openNow(resolved);
  if (isRefusal(survey)) return survey;
  for (const at of remindAt) await insertRound(tx, survey._id, { kind: 'reminder', at, planned: true });
  const people = namesItsPeople(survey) && 'people' in audience ? [...new Set(audience.people)] : [];
  const shown = presentSurvey(survey, people, now);
  return audience.kind === 'addresses'
    ? { ...shown, duplicates: eachOnce(audience.addresses).duplicates }
    : shown;
};
