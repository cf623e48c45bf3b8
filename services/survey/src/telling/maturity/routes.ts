import { type Assessment, assessmentsContract, isRefusal } from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import {
  type Call,
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
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { surveysById } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { findInstrument, findVersion } from '../../instruments/definitions/store.ts';
import { readResultsOf } from '../results/reading.ts';
import { addAssessment, dimensionsOf, editAssessment, type Ground } from './decide.ts';
import { presentAssessment } from './present.ts';
import type { AssessmentRow } from './row.ts';
import { findAssessment, historyUpTo, listAssessments, putAssessment } from './store.ts';
import { matrixView, type Rated } from './view.ts';

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

export const assessmentRoutes = ({ config }: ServiceContext<SurveyConfig>): Implementation[] => {
  const dimensionsFor = async (reader: Reader, id: string) => {
    const instrument = await findInstrument(reader, id);
    const version = instrument && (await findVersion(reader, id, instrument.published));
    return instrument && dimensionsOf(version?.questions ?? []);
  };

  const groundFor = async (
    reader: Reader,
    { instrument, inside, outside }: Naming,
  ): Promise<Ground | undefined> => {
    const dimensions = await dimensionsFor(reader, instrument);
    if (!dimensions) return undefined;
    const surveys = await surveysById(reader, [...inside, ...outside]);
    return { dimensions, surveys: new Map(surveys.map((survey) => [survey._id, survey])) };
  };

  const ratedOf = async (reader: Reader, row: AssessmentRow, now: Date): Promise<Rated> => {
    const surveys = await surveysById(reader, [...row.inside, ...row.outside]);
    const byId = new Map(surveys.map((survey) => [survey._id, survey]));
    const resultsOf = (ids: readonly string[]) =>
      Promise.all(
        ids
          .map((id) => byId.get(id))
          .filter((survey): survey is SurveyRow => survey !== undefined)
          .map((survey) => readResultsOf(reader, survey, config.SKEIN_SMALLEST_GROUP, now)),
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
      const ground = await groundFor(tx, body);
      if (!ground) return unknownReference('instrument', 'instrument', body.instrument);
      const unseen = deniedAny(deny, ground);
      if (unseen) return unseen;
      const row = addAssessment(body, ground, network, newId());
      return isRefusal(row) ? row : save(tx, row);
    }),

    read(assessmentsContract.routes.listAssessments, async ({ reader, query, deny }) => {
      const denied = deny('survey.results', { community: query.community });
      return denied ?? listAssessments(reader, query, presentAssessment);
    }),

    read(assessmentsContract.routes.readAssessment, async ({ reader, params, deny }) => {
      const row = await findAssessment(reader, params.id);
      const denied = deny('survey.results', { community: row?.community });
      if (denied) return denied;
      return row ? presentAssessment(row) : missing('assessment', params.id);
    }),

    write(assessmentsContract.routes.editAssessment, async ({ params, body, ifMatch, deny, tx }) => {
      const found = await findAssessment(tx, params.id);
      const denied = deny('survey.run', { community: found?.community });
      const before = denied ?? toEdit(found, ifMatch, missing('assessment', params.id));
      if (isRefusal(before)) return before;
      const { inside = before.inside, outside = before.outside } = body;
      const ground = await groundFor(tx, { instrument: before.instrument, inside, outside });
      if (!ground) return missing('instrument', before.instrument);
      const unseen = deniedAny(deny, ground, [...before.inside, ...before.outside]);
      if (unseen) return unseen;
      const changed = editAssessment(before, body, ground);
      if (isRefusal(changed)) return changed;
      return changed.fields.length ? save(tx, changed.row) : presentAssessment(before);
    }),

    read(assessmentsContract.routes.readMatrix, async ({ reader, params, now, deny }) => {
      const row = await findAssessment(reader, params.id);
      const denied = deny('survey.results', { community: row?.community });
      if (denied) return denied;
      if (!row) return missing('assessment', params.id);
      const rows = await historyUpTo(reader, row);
      const history = await Promise.all(rows.map((one) => ratedOf(reader, one, now)));
      const rated = history.find((one) => one.row._id === row._id) ?? (await ratedOf(reader, row, now));
      return matrixView((await dimensionsFor(reader, row.instrument)) ?? [], rated, history, now);
    }),
  ];
};
