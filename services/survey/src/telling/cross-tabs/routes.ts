import { type CrossTab, crossTabsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { findCommunity } from '@skein/known';
import {
  type Call,
  type Implementation,
  missing,
  read,
  type ServiceContext,
  write,
} from '@skein/service-kit';
import { findSurvey, latestSurveys, type SurveyRow, versionsOf } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { historyOf } from '../../instruments/definitions/history.ts';
import { findInstrument, findVersions } from '../../instruments/definitions/store.ts';
import { askPass, findPass, type PassRow, passId } from '../passes/store.ts';
import { latestOf, mayShowSingle } from '../results/decide.ts';
import { readResultsOf } from '../results/routes.ts';
import { shownOf } from '../standing/store.ts';
import { shownCells, sidesAsked, type Told } from './decide.ts';
import { wavesOf } from './waves.ts';

type Sides = { readonly rows: string; readonly columns: string };

export const crossTabRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => {
  const { db, config, readerOf } = context;

  const toldOf = async ({ network, instrument, kept = [], ...survey }: SurveyRow): Promise<Told> => {
    const roles = survey.groupBy === 'role' ? kept : [];
    const communities = survey.groupBy === 'role' ? [] : kept;
    const versions = await findVersions(db, network, instrument, versionsOf(survey));
    const names = await Promise.all(
      communities.map(async (id) => [id, (await findCommunity(readerOf(network), id))?.name ?? id] as const),
    );
    const numbers = versions.map(({ number }) => number);
    return {
      history: historyOf(versions),
      latest: latestOf(versions),
      versions: numbers,
      communities: new Map(names),
      roles,
    };
  };

  const present = async (survey: SurveyRow, sides: Sides, pass: PassRow): Promise<CrossTab | Refusal> => {
    const named = sidesAsked(sides, await toldOf(survey));
    if (isRefusal(named)) return named;
    const smallestGroup = survey.mode === 'named' ? 1 : config.SKEIN_SMALLEST_GROUP;
    const { state, counted, at } = pass;
    if (state === 'counting' || !counted || !at)
      return { survey: survey._id, state: 'counting', suppressed: false, ...named };
    return {
      survey: survey._id,
      state,
      asOf: at.toISOString(),
      ...named,
      ...shownCells(named, counted, smallestGroup),
    };
  };

  /** The survey, with how many responses there are, where two questions of it may be counted at once. */
  const countable = async ({
    network,
    params,
    now,
    deny,
  }: Pick<Call<never>, 'network' | 'now' | 'deny'> & { params: { id: string } }) => {
    const survey = await findSurvey(db, network, params.id);
    const denied = deny('survey.results', { community: survey?.community });
    if (denied) return denied;
    if (!survey) return missing('survey', params.id);
    const shown = await shownOf(db, survey, now);
    if (!mayShowSingle(survey, shown))
      return refuse(
        'conflict',
        'Of a confidential survey two questions are counted at once when it has closed.',
      );
    return { survey, responses: shown.tallies.get('')?.answered ?? 0 };
  };

  return [
    write(crossTabsContract.routes.askCrossTab, async ({ body, tx, ...call }) => {
      const asked = await countable(call);
      if (isRefusal(asked)) return asked;
      const { survey, responses } = asked;
      const named = sidesAsked(body, await toldOf(survey));
      if (isRefusal(named)) return named;
      const wanted = { network: survey.network, survey: survey._id, ...body, upTo: responses };
      return present(survey, body, await askPass(tx, wanted));
    }),

    read(crossTabsContract.routes.readCrossTab, async (call) => {
      const asked = await countable(call);
      if (isRefusal(asked)) return asked;
      const { survey } = asked;
      const { rows, columns } = call.params;
      const pass = await findPass(db, survey.network, passId(survey._id, rows, columns));
      return pass ? present(survey, { rows, columns }, pass) : missing('cross-tab', `${rows} by ${columns}`);
    }),

    read(crossTabsContract.routes.compareWaves, async ({ network, params, query, now, deny }) => {
      const { community, limit } = query;
      const denied = deny('survey.results', { community });
      if (denied) return denied;
      if (!(await findInstrument({ db }, network, params.id))) return missing('instrument', params.id);
      const surveys = await latestSurveys(db, network, params.id, community, limit);
      const waves = await Promise.all(
        surveys.map(async (survey) => ({ survey, results: await readResultsOf(context, survey, now) })),
      );
      return wavesOf(params.id, waves);
    }),
  ];
};
