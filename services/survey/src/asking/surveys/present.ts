import type { ShownAudience, Survey } from '@skein/contracts';
import { statusAt, versionsOf } from './decide.ts';
import type { SurveyRow } from './row.ts';

const audienceOf = ({ audience }: SurveyRow, people: string[]): ShownAudience => {
  const { kind, community = '', meeting = '', networkRoles = [], communityRoles = [], query = {} } = audience;
  switch (kind) {
    case 'community':
      return { kind, community };
    case 'meeting':
      return { kind, meeting, community, people };
    case 'people':
      return { kind, people };
    case 'role':
      return { kind, networkRoles, communityRoles, ...(community && { community }) };
    case 'query':
      return { kind, query };
    default:
      return { kind };
  }
};

/** A survey as the API shows it; `people` are those invited. */
export const presentSurvey = (row: SurveyRow, people: string[], now: Date): Survey => ({
  ...presentFacts(row, now),
  audience: audienceOf(row, people),
});

/** A survey without the people of its audience, as listings show it. */
export const presentListed = (row: SurveyRow, now: Date) => ({
  ...presentFacts(row, now),
  audienceKind: row.audience.kind,
  ...(row.audience.meeting && { meeting: row.audience.meeting }),
});

/** Its time may be up before that is written down. */
const closedOf = ({ closedAt, closesAt }: SurveyRow, now: Date): Pick<Survey, 'closedAt'> => {
  const closed = closedAt ?? (closesAt <= now ? closesAt : undefined);
  return closed ? { closedAt: closed.toISOString() } : {};
};

const presentFacts = (row: SurveyRow, now: Date): Omit<Survey, 'audience'> => ({
  id: row._id,
  version: row.version,
  instrument: row.instrument,
  instrumentVersion: row.instrumentVersion,
  versions: versionsOf(row),
  title: row.title,
  mode: row.mode,
  invited: row.invited,
  status: statusAt(row, now),
  ...(row.fault && { fault: row.fault }),
  opensAt: row.opensAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
  ...closedOf(row, now),
  ...(row.community && { community: row.community }),
  ...(row.groupBy && { groupBy: row.groupBy }),
  ...(row.closesAfter !== undefined && { closesAfter: row.closesAfter }),
  ...(row.full && { full: row.full }),
});
