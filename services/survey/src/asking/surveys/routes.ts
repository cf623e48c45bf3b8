import { isRefusal, refuse, surveysContract } from '@skein/contracts';
import {
  handle,
  type Implementation,
  missing,
  type Reader,
  read,
  type ServiceContext,
  type Tx,
  toEdit,
  transact,
  write,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { formFor } from '../../instruments/definitions/form.ts';
import { presentVersion } from '../../instruments/definitions/present.ts';
import { findInstrument, findVersion } from '../../instruments/definitions/store.ts';
import { languagesOf } from '../../instruments/definitions/texts.ts';
import { personalLinks } from '../invitations/links.ts';
import { invitationsFor, peopleInvited } from '../invitations/store.ts';
import { markAnnouncement } from './announcements-store.ts';
import type { Close } from './closing-rounds.ts';
import { namesItsPeople, needsLink, statusAt, stillPreparing, takeVersion } from './decide.ts';
import { presentListed, presentSurvey } from './present.ts';
import { promiseOf } from './promise.ts';
import type { SurveyRow } from './row.ts';
import { findSurvey, listSurveys, replaceSurvey } from './store.ts';

/** Writes that a survey asks a newer version, and lets the intake know. */
const writeNewVersion = async (tx: Tx, row: SurveyRow): Promise<void> => {
  const { _id: survey, network, version, instrument, instrumentVersion: number, community } = row;
  await replaceSurvey(tx, row);
  await markAnnouncement(tx, survey);
  tx.record(surveysContract.events.surveyTookVersion, {
    network,
    subject: survey,
    version,
    data: { survey, instrument, number, ...(community && { community }) },
  });
};

export const surveyRoutes = (context: ServiceContext<SurveyConfig>, close: Close): Implementation[] => {
  const smallestGroup = context.config.SKEIN_SMALLEST_GROUP;

  const peopleShown = (reader: Reader, row: SurveyRow): Promise<string[]> =>
    namesItsPeople(row) ? peopleInvited(reader, row._id) : Promise.resolve([]);

  return [
    read(surveysContract.routes.listSurveys, async ({ reader, query, now }) =>
      listSurveys(reader, query, now, (row) => presentListed(row, now)),
    ),

    read(surveysContract.routes.readSurvey, async ({ reader, params, now, deny }) => {
      const row = await findSurvey(reader, params.id);
      const denied = deny('survey.run', { community: row?.community });
      if (denied) return denied;
      if (!row) return missing('survey', params.id);
      return presentSurvey(row, await peopleShown(reader, row), now);
    }),

    write(surveysContract.routes.closeSurvey, async ({ params, ifMatch, now, deny, tx }) => {
      const found = await findSurvey(tx, params.id);
      const denied = deny('survey.run', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('survey', params.id));
      if (isRefusal(before)) return before;
      const row = await close(tx, before);
      if (isRefusal(row)) return row;
      return presentSurvey(row, await peopleShown(tx, row), now);
    }),

    write(surveysContract.routes.takeVersion, async ({ params, body, ifMatch, now, deny, tx }) => {
      const found = await findSurvey(tx, params.id);
      const denied = deny('survey.run', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('survey', params.id));
      if (isRefusal(before)) return before;
      const instrument = await findInstrument(tx, before.instrument);
      const row = takeVersion(before, body.number, instrument?.published ?? 0, now);
      if (isRefusal(row)) return row;
      await writeNewVersion(tx, row);
      return presentSurvey(row, await peopleShown(tx, row), now);
    }),

    handle(
      surveysContract.routes.handOutLinks,
      async ({ reader, network, params, body, now, deny, done }) => {
        const row = await findSurvey(reader, params.id);
        const denied = deny('survey.run', { community: row?.community });
        if (denied) return denied;
        if (!row) return missing('survey', params.id);
        if (statusAt(row, now) === 'closed') return refuse('closed', 'A closed survey has no more links.');
        if (row.status === 'preparing') return stillPreparing;
        const invitations = await invitationsFor(reader, row._id, body.people);
        const invited = new Set(invitations.map(({ person }) => person));
        const stranger = body.people.findIndex((person) => !invited.has(person));
        if (stranger !== -1) {
          const detail = `No. ${stranger + 1} of those named is not asked in this survey.`;
          return refuse('unknown-reference', detail, [`people.${stranger}`, 'is not of the audience']);
        }
        // A link answers in its person's place, so that who held them is told like a change.
        await transact(context, { network, now }, async (tx) => {
          for (const { person } of invitations) tx.concerned.add(person);
          await done(tx);
        });
        return { links: await personalLinks(context, row, invitations) };
      },
    ),

    read(surveysContract.routes.readForm, async ({ reader, params, query, now }) => {
      const row = await findSurvey(reader, params.id);
      const form = row && (await findVersion(reader, row.instrument, row.instrumentVersion));
      if (!form) return missing('survey', params.id);
      return {
        survey: row._id,
        title: row.title,
        mode: row.mode,
        status: statusAt(row, now),
        closesAt: row.closesAt.toISOString(),
        needsLink: needsLink(row),
        promise: promiseOf(row, smallestGroup),
        ...(row.ballotKey && { ballotKey: row.ballotKey }),
        languages: languagesOf(form),
        form: formFor(presentVersion(form), query),
      };
    }),
  ];
};
