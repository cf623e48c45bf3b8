import { type Actor, isRefusal, may, publicationsContract } from '@skein/contracts';
import { findCommunity } from '@skein/known';
import {
  type Implementation,
  missing,
  newId,
  type Reader,
  read,
  type ServiceContext,
  type Tx,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { invitationsOf } from '../../asking/invitations/store.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { endTelling, tellReaders } from '../readers/store.ts';
import { hasAnswered } from '../readers/who.ts';
import { readResultsOf } from '../results/reading.ts';
import { clearedTexts } from '../texts/store.ts';
import { type Ground, publish, refuseReader, type Wanted, withdraw } from './decide.ts';
import { presentPublication } from './present.ts';
import type { PublicationRow } from './row.ts';
import {
  findPublication,
  publicationsOf,
  publishedFor,
  putPublication,
  type Reading,
  toldToRespondents,
} from './store.ts';

const right = 'survey.results';

/** By what somebody reads what is published. */
const readingOf = async (reader: Reader, actor: Actor | undefined): Promise<Reading> => {
  if (!actor) return { signedIn: false, communities: [], answered: [] };
  const communities = Object.keys(actor.communities).filter((community) => may(actor, right, { community }));
  const asked = (await invitationsOf(reader, actor.person)).map(({ survey }) => survey);
  const told = await toldToRespondents(reader, asked);
  const answered = await Promise.all(told.map((survey) => hasAnswered(reader, survey, actor.person)));
  return {
    signedIn: true,
    communities: may(actor, right) ? undefined : communities,
    answered: told.filter((_survey, index) => answered[index]),
  };
};

const recordPublished = (tx: Tx, { _id, network, version, survey, audience }: PublicationRow): void =>
  tx.record(publicationsContract.events.resultsPublished, {
    network,
    subject: _id,
    version,
    data: {
      publication: _id,
      survey,
      audience: audience.kind,
      ...('community' in audience && { community: audience.community }),
    },
  });

export const publicationRoutes = ({ config }: ServiceContext<SurveyConfig>): Implementation[] => {
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;

  const groundFor = async (
    tx: Tx,
    survey: SurveyRow,
    questions: Wanted['questions'],
    now: Date,
  ): Promise<Ground> => {
    const cleared = new Map<string, string[]>();
    for (const { key, texts } of questions)
      if (texts) cleared.set(key, await clearedTexts(tx, { survey: survey._id, question: key }));
    const results = await readResultsOf(tx, survey, smallestGroup, now);
    return { results, cleared, smallestGroup };
  };

  return [
    write(publicationsContract.routes.publishResults, async ({ network, params, body, now, deny, tx }) => {
      const survey = await findSurvey(tx, params.id);
      const denied = deny('survey.run', { community: survey?.community });
      if (denied) return denied;
      if (!survey) return missing('survey', params.id);
      const { audience } = body;
      if (audience.kind === 'community' && !(await findCommunity(tx, audience.community)))
        return unknownReference('audience.community', 'community', audience.community);
      const ground = await groundFor(tx, survey, body.questions, now);
      const row = publish(body, ground, { network, community: survey.community, _id: newId(), now });
      if (isRefusal(row)) return row;
      await putPublication(tx, row);
      recordPublished(tx, row);
      if (body.letter) await tellReaders(tx, { publication: row._id, survey: survey._id, audience });
      return presentPublication(row);
    }),

    read(publicationsContract.routes.listPublications, async ({ reader, params, deny }) => {
      const survey = await findSurvey(reader, params.id);
      const denied = deny('survey.run', { community: survey?.community });
      if (denied) return denied;
      if (!survey) return missing('survey', params.id);
      return { items: (await publicationsOf(reader, survey._id)).map(presentPublication) };
    }),

    read(publicationsContract.routes.listPublished, async ({ reader, query, actor }) =>
      publishedFor(reader, await readingOf(reader, actor), query, presentPublication),
    ),

    read(publicationsContract.routes.readPublication, async ({ reader, params, actor }) => {
      const row = await findPublication(reader, params.id);
      if (!row || row.withdrawnAt) return missing('publication', params.id);
      const asksWho = actor !== undefined && row.audience.kind === 'respondents';
      const answered = asksWho && (await hasAnswered(reader, row.survey, actor.person));
      return refuseReader(row, actor, answered) ?? presentPublication(row);
    }),

    write(
      publicationsContract.routes.withdrawPublication,
      async ({ network, params, ifMatch, now, deny, tx }) => {
        const found = await findPublication(tx, params.id);
        const denied = deny('survey.run', { community: found?.community });
        const before = denied ?? toEdit(found, ifMatch, missing('publication', params.id));
        if (isRefusal(before)) return before;
        const row = withdraw(before, now);
        if (isRefusal(row)) return row;
        await putPublication(tx, row);
        await endTelling(tx, row._id);
        tx.record(publicationsContract.events.resultsWithdrawn, {
          network,
          subject: row._id,
          version: row.version,
          data: { publication: row._id, survey: row.survey },
        });
        return presentPublication(row);
      },
    ),
  ];
};
