import {
  CommunityRole,
  GroupBy,
  MemberQuery,
  NetworkRole,
  type ShownAudience,
  type Survey,
  SurveyMode,
  SurveyStatus,
} from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { statusAt } from './decide.ts';

export const SurveyRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  instrument: z.string(),
  instrumentVersion: z.int(),
  /** Every version asked, oldest first; absent where it has always asked the one. */
  versions: z.array(z.int()).optional(),
  title: z.string(),
  mode: SurveyMode,
  /** The people of an audience are in its invitations. */
  audience: z.object({
    kind: z.enum(['community', 'meeting', 'people', 'role', 'query', 'addresses', 'open']),
    community: z.string().optional(),
    meeting: z.string().optional(),
    networkRoles: z.array(NetworkRole).optional(),
    communityRoles: z.array(CommunityRole).optional(),
    query: MemberQuery.optional(),
  }),
  invited: z.int(),
  status: SurveyStatus,
  /** While its audience is being written down: how far that is, and what is to be done then. */
  preparing: z
    .object({
      invite: z.boolean(),
      /** What a query looks at: all, or what fellows of a community see. */
      seenFrom: z.enum(['hosts', 'communities']),
      cursor: z.string().optional(),
    })
    .optional(),
  /** When somebody last asked for a reminder: two who do so at once meet at it. */
  remindedAt: z.date().optional(),
  /** Why it closed without having asked anybody. */
  fault: z.string().optional(),
  /** The addresses that it was sent to are gone. */
  addressesErased: z.literal(true).optional(),
  opensAt: z.date(),
  closesAt: z.date(),
  closedAt: z.date().optional(),
  community: z.string().optional(),
  groupBy: GroupBy.optional(),
  /** How many were invited in each community; absent where none was. */
  groups: z.array(z.object({ community: z.string(), invited: z.int() })).optional(),
  /** How many were invited in each role, where it groups by that. */
  roles: z.array(z.object({ role: CommunityRole, invited: z.int() })).optional(),
  /** The communities, or roles, that responses keep. */
  kept: z.array(z.string()).optional(),
  /** The public key of an anonymous survey's ballots: SPKI in base64url. */
  ballotKey: z.string().optional(),
});
export type SurveyRow = z.infer<typeof SurveyRow>;

export const surveyCollections: CollectionDeclaration[] = [
  {
    name: 'surveys',
    schema: SurveyRow,
    indexes: [
      { key: { network: 1, _id: -1 } },
      { key: { network: 1, community: 1, _id: -1 } },
      { key: { network: 1, instrument: 1, _id: -1 } },
      { key: { network: 1, 'audience.meeting': 1 } },
      { key: { status: 1, closesAt: 1 } },
    ],
    people: holdsNobody('what is asked; whom is in the invitations'),
  },
];

/** Every version a survey asks or has asked, the current one last. */
export const versionsOf = ({
  versions,
  instrumentVersion,
}: Pick<SurveyRow, 'versions' | 'instrumentVersion'>): number[] => versions ?? [instrumentVersion];

const surveys = (db: Db) => db.collection<SurveyRow>('surveys');

export const findSurvey = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<SurveyRow | null> => surveys(db).findOne({ _id: id, network }, session ? { session } : {});

export const insertSurvey = async (tx: Tx, row: SurveyRow): Promise<void> => {
  await surveys(tx.db).insertOne(row, { session: tx.session });
};

export const replaceSurvey = async (tx: Tx, row: SurveyRow): Promise<void> => {
  await surveys(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

export const surveysById = (db: Db, network: string, ids: readonly string[]): Promise<SurveyRow[]> =>
  surveys(db)
    .find({ network, _id: { $in: [...ids] } })
    .toArray();

/** The latest surveys of an instrument, of one community or of all the network. */
export const latestSurveys = (
  db: Db,
  network: string,
  instrument: string,
  community: string | undefined,
  limit: number,
): Promise<SurveyRow[]> =>
  surveys(db)
    .find({ network, instrument, ...(community && { community }) })
    .sort({ _id: -1 })
    .limit(limit)
    .toArray();

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

/** Whether those invited are shown with the survey: where they were named. */
export const namesItsPeople = ({ audience }: SurveyRow): boolean =>
  audience.kind === 'people' || audience.kind === 'meeting';

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
  ...(row.community && { community: row.community }),
  ...(row.groupBy && { groupBy: row.groupBy }),
});
