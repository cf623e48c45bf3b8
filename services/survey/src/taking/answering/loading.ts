import { createHash, randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Answers, Id, type Refusal } from '@skein/contracts';
import { newId, type ServiceContext } from '@skein/service-kit';
import { marksAmong } from '../../asking/invitations/ballot-marks-store.ts';
import { invitationIn } from '../../asking/invitations/links.ts';
import { isUsed } from '../../asking/invitations/used-links-store.ts';
import { keptOf } from '../../asking/kept/kept.ts';
import { needsLink, statusAt } from '../../asking/surveys/decide.ts';
import { promiseOf, promiseWithoutScripts } from '../../asking/surveys/promise.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { formFor } from '../../instruments/definitions/form.ts';
import { presentVersion } from '../../instruments/definitions/present.ts';
import type { InstrumentVersionRow } from '../../instruments/definitions/row.ts';
import { findVersion } from '../../instruments/definitions/store.ts';
import { languagesOf } from '../../instruments/definitions/texts.ts';
import { rowIdOf } from '../responses/decide.ts';
import { findResponses, isStored } from '../responses/store.ts';
import { languageFor, noticeTexts } from './decide.ts';
import type { Notice } from './form.ts';
import type { Carried, View } from './view.ts';

const random = (): string => randomBytes(32).toString('base64url');

/** What random orders follow from, for one link: the same each time it is opened, and no id of anything. */
const orderOf = (link: string): string => createHash('sha256').update(`order ${link}`).digest('base64url');

/** What a form carries when it is first shown. */
export const carriedFor = (
  { mode, instrumentVersion }: SurveyRow,
  {
    token,
    link,
    order,
  }: { token?: string | undefined; link?: string | undefined; order?: string | undefined },
): Carried => ({
  token,
  response: newId(),
  secret: random(),
  ballot: mode === 'anonymous' ? random() : undefined,
  order: link === undefined ? (order ?? random()) : orderOf(link),
  version: instrumentVersion,
});

const closedText = ({ full }: SurveyRow): string => (full ? noticeTexts.full : noticeTexts.closed);

/** Reads what the page shows. */
export const createLoading = ({ readerOf, keys, config }: ServiceContext<SurveyConfig>) => {
  const smallestGroup = config.SKEIN_SMALLEST_GROUP;

  return {
    survey: async (network: string, id: string | undefined): Promise<SurveyRow | undefined> =>
      (Id.safeParse(id).success && (await findSurvey(readerOf(network), String(id)))) || undefined,

    version: ({ network, instrument }: SurveyRow, number: number): Promise<InstrumentVersionRow | null> =>
      findVersion(readerOf(network), instrument, number),

    /** The invitation that opens the survey; undefined where anyone may. */
    link: async (survey: SurveyRow, token: string | undefined): Promise<string | undefined | Refusal> =>
      needsLink(survey)
        ? invitationIn(keys, { network: survey.network, survey: survey._id }, token ?? '')
        : undefined,

    /** Why the survey is not to be answered with this link just now; its own response may come again. */
    notice: async (
      survey: SurveyRow,
      link: string | undefined,
      now: Date,
      response?: string,
    ): Promise<Notice | undefined> => {
      const { _id, network, mode } = survey;
      if (statusAt(survey, now) === 'closed') return { state: 'closed', text: closedText(survey) };
      if (link === undefined) return undefined;
      const [reader, of] = [readerOf(network), keptOf(survey)];
      if (mode === 'anonymous') {
        const isMarked = (await marksAmong(reader, of, [link])).has(link);
        return isMarked ? { state: 'marked', text: noticeTexts.marked } : undefined;
      }
      if (!(await isUsed(reader, of, link))) return undefined;
      if (response && (await isStored(reader, of, rowIdOf(_id, response)))) return undefined;
      return { state: 'used', text: noticeTexts.used };
    },

    /** Whether this very response is stored with other answers: those count, until they are changed. */
    answersOtherwise: async (survey: SurveyRow, response: string, answers: Answers): Promise<boolean> => {
      const { _id, network, mode } = survey;
      // A ballot's response has an id that the form does not carry.
      if (mode === 'anonymous') return false;
      const id = rowIdOf(_id, response);
      const stored = (await findResponses(readerOf(network), keptOf(survey), [id])).get(id);
      return stored !== undefined && !isDeepStrictEqual(stored.answers, answers);
    },

    view: (
      survey: SurveyRow,
      row: InstrumentVersionRow,
      {
        lang,
        accepted,
        order,
        link,
      }: {
        lang: string | null;
        accepted: string;
        order: string;
        link: string | undefined;
      },
    ): View => {
      const version = presentVersion(row);
      const languages = languagesOf(version);
      const language = languageFor(lang, accepted, languages);
      return {
        survey: survey._id,
        title: survey.title,
        mode: survey.mode,
        closesAt: survey.closedAt ?? survey.closesAt,
        closesAfter: survey.closesAfter,
        timeZone: config.SKEIN_TIME_ZONE,
        promise: promiseOf(survey, smallestGroup),
        plainPromise: promiseWithoutScripts(survey, smallestGroup),
        form: formFor(version, { language, response: order }),
        language,
        languages,
        link,
      };
    },
  };
};
