import {
  type Audience,
  audiencesContract,
  type InvitedAddress,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { membersAfter } from '@skein/known';
import { newId, type Reader, type ServiceContext } from '@skein/service-kit';
import type { SurveyRow } from '../surveys/row.ts';
import { eachOnce, mostAtOnce } from './decide.ts';
import type { PartRow } from './row.ts';
import { notSilent } from './silence-store.ts';
import { firstPart } from './store.ts';

/** One whom a survey asks: a member, or somebody with an address, whose id is made for this survey. */
export interface Addressee {
  readonly person: string;
  readonly address?: InvitedAddress;
}

export const strangersAmong = (addressees: readonly Addressee[]): Map<string, InvitedAddress> =>
  new Map(addressees.flatMap(({ person, address }) => (address ? [[person, address] as const] : [])));

/** Some of an audience, in order; where the next begins, absent at the end; and the part they were of. */
export interface Found {
  readonly addressees: readonly Addressee[];
  readonly cursor?: string | undefined;
  readonly part?: PartRow;
}

interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly asOf: Date;
  readonly seenFrom: 'hosts' | 'communities';
}

type Sought = Extract<Audience, { kind: 'community' | 'role' | 'query' }>;

const plain = (people: readonly string[]): Addressee[] => people.map((person) => ({ person }));

type Ask = ServiceContext['ask'];

/** The next members of an audience that is sought, not listed; undefined while membership does not answer. */
const seek = async (
  ask: Ask,
  reader: Reader,
  audience: Sought,
  { after, limit, asOf, seenFrom }: Page,
): Promise<Found | undefined> => {
  if (audience.kind === 'community') {
    const people = await membersAfter(reader, audience, { cursor: after, limit });
    return { addressees: plain(people), cursor: people.length === limit ? people.at(-1) : undefined };
  }
  const question = {
    ...{ network: reader.network, audience, seenFrom, limit, asOf: asOf.toISOString() },
    ...(after && { after }),
  };
  const answer = await ask(audiencesContract.questions.members, question);
  return answer && { addressees: plain(answer.people), cursor: answer.next };
};

/** Whose these addresses are; those who want no letters, or were erased, are left out. Undefined while membership does not answer. */
const whoseAre = async (
  ask: Ask,
  reader: Reader,
  list: readonly InvitedAddress[],
): Promise<Addressee[] | undefined> => {
  const addresses = list.map(({ email }) => email);
  const answer = await ask(audiencesContract.questions.byAddress, { network: reader.network, addresses });
  if (!answer) return undefined;
  const members = new Map(answer.members.map(({ email, person }) => [email, person]));
  const away = new Set(answer.away);
  const strangers = list.filter(({ email }) => !members.has(email) && !away.has(email));
  const wanted = new Set(await notSilent(reader, strangers));
  return list.flatMap((address) => {
    const person = members.get(address.email);
    if (person) return [{ person }];
    return wanted.has(address) ? [{ person: newId(), address }] : [];
  });
};

const silentMembership = refuse(
  'unavailable',
  'Who is of this audience could not be asked; send it again in a moment.',
);

/** All of an audience, where it is small enough to wait for; `large` where it is not. */
export const resolveWhole = async (
  ask: Ask,
  reader: Reader,
  audience: Audience,
  page: Omit<Page, 'limit'>,
): Promise<readonly Addressee[] | 'large' | Refusal> => {
  if (audience.kind === 'open') return [];
  if ('people' in audience) return audience.people.length > mostAtOnce ? 'large' : plain(audience.people);
  if (audience.kind === 'addresses') {
    const { addresses } = eachOnce(audience.addresses);
    if (addresses.length > mostAtOnce) return 'large';
    return (await whoseAre(ask, reader, addresses)) ?? silentMembership;
  }
  const found = await seek(ask, reader, audience, { ...page, limit: mostAtOnce });
  if (!found) return silentMembership;
  return found.cursor === undefined ? found.addressees : 'large';
};

const soughtIn = ({ kind, community = '', query, ...roles }: SurveyRow['audience']): Sought => {
  if (kind === 'community') return { kind, community };
  if (kind === 'query') return { kind, query: query ?? {} };
  const { networkRoles = [], communityRoles = [] } = roles;
  return { kind: 'role', networkRoles, communityRoles, ...(community && { community }) };
};

/** The next of a survey that is being prepared; undefined while membership does not answer. */
export const nextAddressees = async (
  ask: Ask,
  reader: Reader,
  survey: SurveyRow,
  limit: number,
): Promise<Found | undefined> => {
  const { _id, audience, opensAt: asOf, preparing } = survey;
  const { cursor: after, seenFrom = 'communities' } = preparing ?? {};
  if (['community', 'role', 'query'].includes(audience.kind))
    return seek(ask, reader, soughtIn(audience), { after, limit, asOf, seenFrom });
  const part = await firstPart(reader, _id);
  if (!part) return { addressees: [] };
  const addressees = part.addresses ? await whoseAre(ask, reader, part.addresses) : plain(part.people ?? []);
  return addressees && { addressees, cursor: part._id, part };
};
