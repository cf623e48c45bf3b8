import { isRefusal, may, refuse, surveysContract } from '@skein/contracts';
import {
  handle,
  type Implementation,
  missing,
  type Order,
  read,
  readPage,
  type ServiceContext,
  toEdit,
  transact,
  write,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { formFor } from '../../instruments/definitions/form.ts';
import { findInstrument, findVersion, presentVersion } from '../../instruments/definitions/store.ts';
import { languagesOf } from '../../instruments/definitions/texts.ts';
import { asksAnywhere } from '../audiences/decide.ts';
import { personalLinks } from '../invitations/links.ts';
import { invitationsFor, peopleInvited } from '../invitations/store.ts';
import { close } from './closing.ts';
import { communityOf, needsLink, statusAt, stillPreparing, takeVersion } from './decide.ts';
import { openFor } from './open-for.ts';
import { writeNewVersion } from './opening.ts';
import { promiseOf } from './promise.ts';
import { findSurvey, namesItsPeople, presentListed, presentSurvey, type SurveyRow } from './store.ts';

const order: Order = [['_id', -1]];

export const surveyRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => {
  const { db } = context;
  const smallestGroup = context.config.SKEIN_SMALLEST_GROUP;

  const peopleShown = (row: SurveyRow): Promise<string[]> =>
    namesItsPeople(row) ? peopleInvited(db, row.network, row._id) : Promise.resolve([]);

  return [
    write(surveysContract.routes.openSurvey, async ({ network, body, now, actor, deny, tx }) => {
      const denied =
        deny('survey.run', { community: communityOf(body) }) ??
        (asksAnywhere(body.audience) ? deny('survey.run', {}) : undefined);
      if (denied) return denied;
      return openFor(context, tx, {
        network,
        body,
        now,
        seenFrom: may(actor, 'directory.read') ? 'hosts' : 'communities',
      });
    }),

    read(surveysContract.routes.listSurveys, async ({ network, query, now }) => {
      const { status, community, meeting } = query;
      const timely = {
        preparing: { status: 'preparing' as const, closesAt: { $gt: now } },
        open: { status: 'open' as const, closesAt: { $gt: now } },
        closed: { $or: [{ status: 'closed' as const }, { closesAt: { $lte: now } }] },
      };
      const filter = {
        network,
        ...(community && { community }),
        ...(meeting && { 'audience.meeting': meeting }),
      };
      const wanted = { $and: [filter, status ? timely[status] : {}] };
      return readPage(db.collection<SurveyRow>('surveys'), wanted, order, query, (row) =>
        presentListed(row, now),
      );
    }),

    read(surveysContract.routes.readSurvey, async ({ network, params, now, deny }) => {
      const row = await findSurvey(db, network, params.id);
      const denied = deny('survey.run', { community: row?.community });
      if (denied) return denied;
      if (!row) return missing('survey', params.id);
      return presentSurvey(row, await peopleShown(row), now);
    }),

    write(surveysContract.routes.closeSurvey, async ({ network, params, ifMatch, now, deny, tx }) => {
      const found = await findSurvey(db, network, params.id, tx.session);
      const denied = deny('survey.run', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('survey', params.id));
      if (isRefusal(before)) return before;
      const row = await close(tx, before);
      if (isRefusal(row)) return row;
      return presentSurvey(row, await peopleShown(row), now);
    }),

    write(surveysContract.routes.takeVersion, async ({ network, params, body, ifMatch, now, deny, tx }) => {
      const found = await findSurvey(db, network, params.id, tx.session);
      const denied = deny('survey.run', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('survey', params.id));
      if (isRefusal(before)) return before;
      const instrument = await findInstrument(tx, network, before.instrument);
      const row = takeVersion(before, body.number, instrument?.published ?? 0, now);
      if (isRefusal(row)) return row;
      await writeNewVersion(tx, row);
      return presentSurvey(row, await peopleShown(row), now);
    }),

    handle(surveysContract.routes.handOutLinks, async ({ network, params, body, now, deny, done }) => {
      const row = await findSurvey(db, network, params.id);
      const denied = deny('survey.run', { community: row?.community });
      if (denied) return denied;
      if (!row) return missing('survey', params.id);
      if (statusAt(row, now) === 'closed') return refuse('closed', 'A closed survey has no more links.');
      if (row.status === 'preparing') return stillPreparing;
      const invitations = await invitationsFor(db, network, row._id, body.people);
      const invited = new Set(invitations.map(({ person }) => person));
      const stranger = body.people.findIndex((person) => !invited.has(person));
      if (stranger !== -1) {
        const detail = `${body.people[stranger]} is not asked in this survey.`;
        return refuse('unknown-reference', detail, [`people.${stranger}`, 'is not of the audience']);
      }
      // A link answers in its person's place, so that who held them is told like a change.
      await transact(context, { network, now }, async (tx) => {
        for (const { person } of invitations) tx.concerned.add(person);
        await done(tx);
      });
      return { links: await personalLinks(context, row, invitations) };
    }),

    read(surveysContract.routes.readForm, async ({ network, params, query, now }) => {
      const row = await findSurvey(db, network, params.id);
      const form = row && (await findVersion(db, network, row.instrument, row.instrumentVersion));
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
