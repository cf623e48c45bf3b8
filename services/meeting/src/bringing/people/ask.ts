import { peopleContract, type RecordedName } from '@skein/contracts';
import { membersAfter } from '@skein/known';
import type { Reader, ServiceContext } from '@skein/service-kit';
import { type NamedMember, whoTheyAre } from './decide.ts';

/** As many members of a community are compared with the names of a record. */
const mostMembers = 5_000;
const atOnce = 1_000;

/** The members of a community by name. Membership may be away: then nobody is known, and all are asked for. */
const namedMembers = async (
  { ask }: ServiceContext,
  reader: Reader,
  community: string,
): Promise<NamedMember[]> => {
  const found: NamedMember[] = [];
  let cursor: string | undefined = '';
  for (let seen = 0; cursor !== undefined && seen < mostMembers; seen += atOnce) {
    const people: string[] = await membersAfter(
      reader,
      { kind: 'community', community },
      { cursor, limit: atOnce },
    );
    if (people.length === 0) break;
    const told = await ask(peopleContract.questions.names, { network: reader.network, people });
    found.push(...(told?.names ?? []));
    cursor = told && people.length === atOnce ? people.at(-1) : undefined;
  }
  return found;
};

/** Who of a community’s members the names in a record are. */
export const askWho = async (
  context: ServiceContext,
  reader: Reader,
  community: string,
  names: readonly string[],
): Promise<RecordedName[]> => {
  if (names.length === 0) return [];
  return whoTheyAre(names, await namedMembers(context, reader, community));
};
