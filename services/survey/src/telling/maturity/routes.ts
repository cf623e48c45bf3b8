import { type Assessment, assessmentsContract, isRefusal } from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import {
  type Call,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  type Tx,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { type SurveyRow, surveysById } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { findInstrument, findVersion } from '../../instruments/definitions/store.ts';
import { readResultsOf } from '../results/routes.ts';
import { addAssessment, dimensionsOf, editAssessment, type Ground } from './decide.ts';
import {
  type AssessmentRow,
  assessments,
  findAssessment,
  historyUpTo,
  presentAssessment,
  putAssessment,
} from './store.ts';
import { matrixView, type Rated } from './view.ts';

const newestFirst: Order = [
  ['date', -1],
  ['_id', -1],
];

const save = async (tx: Tx, row: AssessmentRow): Promise<Assessment> => {
  await putAssessment(tx, row);
  const { _id: assessment, network, version, community, instrument } = row;
  tx.record(assessmentsContract.events.assessmentSet, {
    network,
    subject: assessment,
    version,
    data: { assessment, community, instrument },
  });
  return presentAssessment(row);
};

type Naming = Pick<Assessment, 'instrument' | 'inside' | 'outside'>;

export const assessmentRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => {
  const { db } = context;

  const dimensionsFor = async (network: string, id: string) => {
    const instrument = await findInstrument({ db }, network, id);
    const version = instrument && (await findVersion(db, network, id, instrument.published));
    return instrument && dimensionsOf(version?.questions ?? []);
  };

  const groundFor = async (
    network: string,
    { instrument, inside, outside }: Naming,
  ): Promise<Ground | undefined> => {
    const dimensions = await dimensionsFor(network, instrument);
    if (!dimensions) return undefined;
    const surveys = await surveysById(db, network, [...inside, ...outside]);
    return { dimensions, surveys: new Map(surveys.map((survey) => [survey._id, survey])) };
  };

  const ratedOf = async (row: AssessmentRow, now: Date): Promise<Rated> => {
    const surveys = await surveysById(db, row.network, [...row.inside, ...row.outside]);
    const byId = new Map(surveys.map((survey) => [survey._id, survey]));
    const resultsOf = (ids: readonly string[]) =>
      Promise.all(
        ids
          .map((id) => byId.get(id))
          .filter((survey): survey is SurveyRow => survey !== undefined)
          .map((survey) => readResultsOf(context, survey, now)),
      );
    return { row, inside: await resultsOf(row.inside), outside: await resultsOf(row.outside) };
  };

  // An assessment shows what its surveys say to the whole group, so whoever names one must see it themselves.
  const deniedAny = (deny: Call<never>['deny'], { surveys }: Ground, before: readonly string[] = []) =>
    [...surveys]
      .filter(([id]) => !before.includes(id))
      .map(([, { community }]) => deny('survey.results', { community }))
      .find((denied) => denied !== undefined);

  return [
    write(assessmentsContract.routes.addAssessment, async ({ network, body, deny, tx }) => {
      const denied = deny('survey.run', { community: body.community });
      const unable = denied ?? (await refuseCommunity(tx, body.community));
      if (unable) return unable;
      const ground = await groundFor(network, body);
      if (!ground) return unknownReference('instrument', 'instrument', body.instrument);
      const unseen = deniedAny(deny, ground);
      if (unseen) return unseen;
      const row = addAssessment(body, ground, network, newId());
      return isRefusal(row) ? row : save(tx, row);
    }),

    read(assessmentsContract.routes.listAssessments, async ({ network, query, deny }) => {
      const { community, instrument } = query;
      const denied = deny('survey.results', { community });
      if (denied) return denied;
      const filter = { network, community, ...(instrument && { instrument }) };
      return readPage(assessments(db), filter, newestFirst, query, presentAssessment);
    }),

    read(assessmentsContract.routes.readAssessment, async ({ network, params, deny }) => {
      const row = await findAssessment(db, network, params.id);
      const denied = deny('survey.results', { community: row?.community });
      if (denied) return denied;
      return row ? presentAssessment(row) : missing('assessment', params.id);
    }),

    write(assessmentsContract.routes.editAssessment, async ({ network, params, body, ifMatch, deny, tx }) => {
      const found = await findAssessment(db, network, params.id, tx.session);
      const denied = deny('survey.run', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('assessment', params.id));
      if (isRefusal(before)) return before;
      const { inside = before.inside, outside = before.outside } = body;
      const ground = await groundFor(network, { instrument: before.instrument, inside, outside });
      if (!ground) return missing('instrument', before.instrument);
      const unseen = deniedAny(deny, ground, [...before.inside, ...before.outside]);
      if (unseen) return unseen;
      const changed = editAssessment(before, body, ground);
      if (isRefusal(changed)) return changed;
      return changed.fields.length ? save(tx, changed.row) : presentAssessment(before);
    }),

    read(assessmentsContract.routes.readMatrix, async ({ network, params, now, deny }) => {
      const row = await findAssessment(db, network, params.id);
      const denied = deny('survey.results', { community: row?.community });
      if (denied) return denied;
      if (!row) return missing('assessment', params.id);
      const rows = await historyUpTo(db, row);
      const history = await Promise.all(rows.map((one) => ratedOf(one, now)));
      const rated = history.find((one) => one.row._id === row._id) ?? (await ratedOf(row, now));
      return matrixView((await dimensionsFor(network, row.instrument)) ?? [], rated, history, now);
    }),
  ];
};
