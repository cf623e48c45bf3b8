import { type CrossTab, crossTabsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { findCommunity } from '@skein/known';
import {
  type Call,
  type Implementation,
  missing,
  type Reader,
  read,
  type ServiceContext,
  write,
} from '@skein/service-kit';
import { versionsOf } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findSurvey, latestSurveys } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { historyOf } from '../../instruments/definitions/history.ts';
import { askedOfAll } from '../../instruments/definitions/piping.ts';
import { findInstrument, findVersions } from '../../instruments/definitions/store.ts';
import type { CountRow } from '../counts/row.ts';
import { askCount, countId, findCount } from '../counts/store.ts';
import { shapesOf } from '../figures/cells.ts';
import { latestOf, mayShowSingle } from '../results/decide.ts';
import { readResultsOf } from '../results/reading.ts';
import { type Shown, shownOf } from '../shown/show.ts';
import { drawnCells, exactCells } from './cells.ts';
import { drawingOf, mayBeInNone, sidesAsked, type Told } from './decide.ts';
import { wavesOf } from './waves.ts';

type Sides = { readonly rows: string; readonly columns: string };

interface Countable {
  readonly survey: SurveyRow;
  readonly shown: Shown;
}

export const crossTabRoutes = ({ config }: ServiceContext<SurveyConfig>): Implementation[] => {
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;

  const toldOf = async (reader: Reader, survey: SurveyRow): Promise<Told> => {
    const { instrument, kept = [] } = survey;
    const roles = survey.groupBy === 'role' ? kept : [];
    const communities = survey.groupBy === 'role' ? [] : kept;
    const versions = await findVersions(reader, instrument, versionsOf(survey));
    const names: [string, string][] = [];
    for (const id of communities) names.push([id, (await findCommunity(reader, id))?.name ?? id]);
    return {
      history: historyOf(versions.map(askedOfAll)),
      latest: latestOf(versions),
      shapes: shapesOf(versions),
      versions,
      communities: new Map(names),
      roles,
      mayBeInNone: mayBeInNone(survey),
    };
  };

  const present = async (
    reader: Reader,
    { survey, shown }: Countable,
    sides: Sides,
    count: CountRow,
  ): Promise<CrossTab | Refusal> => {
    const told = await toldOf(reader, survey);
    const named = sidesAsked(sides, told);
    if (isRefusal(named)) return named;
    const { state, counted, at } = count;
    if (state === 'counting' || !counted || !at)
      return { survey: survey._id, state: 'counting', suppressed: false, ...named };
    const facts = { survey: survey._id, state, asOf: at.toISOString(), ...named };
    if (survey.mode === 'named') return { ...facts, ...exactCells(named, counted) };
    return { ...facts, ...drawnCells(named, counted, drawingOf(survey, shown, told, smallestGroup)) };
  };

  /** The survey with what is shown of it, where two questions of it may be counted at once. */
  const countable = async ({
    reader,
    params,
    now,
    deny,
  }: Pick<Call<never>, 'reader' | 'now' | 'deny'> & { params: { id: string } }) => {
    const survey = await findSurvey(reader, params.id);
    const denied = deny('survey.results', { community: survey?.community });
    if (denied) return denied;
    if (!survey) return missing('survey', params.id);
    const shown = await shownOf(reader, survey, now);
    if (!mayShowSingle(survey, shown))
      return refuse(
        'conflict',
        'Of a confidential survey two questions are counted at once when it has closed.',
      );
    return { survey, shown };
  };

  return [
    write(crossTabsContract.routes.askCrossTab, async ({ body, tx, ...call }) => {
      const asked = await countable(call);
      if (isRefusal(asked)) return asked;
      const { survey, shown } = asked;
      const named = sidesAsked(body, await toldOf(tx, survey));
      if (isRefusal(named)) return named;
      const upTo = shown.tallies.get('')?.answered ?? 0;
      return present(tx, asked, body, await askCount(tx, { survey: survey._id, ...body, upTo }));
    }),

    read(crossTabsContract.routes.readCrossTab, async (call) => {
      const asked = await countable(call);
      if (isRefusal(asked)) return asked;
      const { survey } = asked;
      const { rows, columns } = call.params;
      const count = await findCount(call.reader, countId(survey._id, rows, columns));
      return count
        ? present(call.reader, asked, { rows, columns }, count)
        : missing('cross-tab', `${rows} by ${columns}`);
    }),

    read(crossTabsContract.routes.compareWaves, async ({ reader, params, query, now, deny }) => {
      const { community, limit } = query;
      const denied = deny('survey.results', { community });
      if (denied) return denied;
      if (!(await findInstrument(reader, params.id))) return missing('instrument', params.id);
      const surveys = await latestSurveys(reader, params.id, community, limit);
      const waves = await Promise.all(
        surveys.map(async (survey) => ({
          survey,
          results: await readResultsOf(reader, survey, smallestGroup, now),
        })),
      );
      return wavesOf(params.id, waves);
    }),
  ];
};
