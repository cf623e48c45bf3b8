import { membersAfter, membersAmong } from '@skein/known';
import type { Reader } from '@skein/service-kit';
import type { InvitationRow } from '../../asking/invitations/row.ts';
import { invitationOf, invitationsAfter, invitationsFor } from '../../asking/invitations/store.ts';
import { linksUsed } from '../../asking/invitations/used-links-store.ts';
import { keptOf } from '../../asking/kept/kept.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import type { ResultLettersRow } from './row.ts';

/** Whom published results are for. */
type Published = Pick<ResultLettersRow, 'survey' | 'audience'>;

interface Some {
  readonly people: string[];
  /** Where to go on; absent after the last. */
  readonly last: string | undefined;
}

/** Those of these invitations' people who have answered. */
const respondentsAmong = async (
  reader: Reader,
  survey: string,
  invited: readonly InvitationRow[],
): Promise<string[]> => {
  const row = await findSurvey(reader, survey);
  if (!row) return [];
  const answered = await linksUsed(
    reader,
    keptOf(row),
    invited.map(({ _id }) => _id),
  );
  return invited.filter(({ _id }) => answered.has(_id)).map(({ person }) => person);
};

/** The next people of the audience after those who were told, in the order of their ids. */
export const readersAfter = async (
  reader: Reader,
  { survey, audience, cursor }: ResultLettersRow,
  limit: number,
): Promise<Some> => {
  if (audience.kind === 'respondents') {
    const invited = await invitationsAfter(reader, survey, { cursor, limit });
    return { people: await respondentsAmong(reader, survey, invited), last: invited.at(-1)?.person };
  }
  const whose = audience.kind === 'community' ? audience : ({ kind: 'network' } as const);
  const people = await membersAfter(reader, whose, { cursor, limit });
  return { people, last: people.at(-1) };
};

/** Who of these people may read what was published for this audience now. */
export const readersAmong = async (
  reader: Reader,
  { survey, audience }: Published,
  people: readonly string[],
): Promise<string[]> => {
  if (audience.kind === 'community') return membersAmong(reader, audience.community, people);
  if (audience.kind === 'respondents')
    return respondentsAmong(reader, survey, await invitationsFor(reader, survey, people));
  return [...people];
};

/** Whether this person has answered the survey by their link. */
export const hasAnswered = async (reader: Reader, survey: string, person: string): Promise<boolean> => {
  const invitation = await invitationOf(reader, survey, person);
  return invitation !== null && (await respondentsAmong(reader, survey, [invitation])).length > 0;
};
