import { remindersContract } from '@skein/contracts';
import {
  type AnsweredQuestion,
  answer,
  publicUrlOf,
  type ServiceContext,
  signLink,
} from '@skein/service-kit';
import { addressesOf } from '../audiences/store.ts';
import { personalLinks } from '../invitations/links.ts';
import { invitationsFor } from '../invitations/store.ts';
import { statusAt } from '../surveys/decide.ts';
import { findSurvey } from '../surveys/store.ts';
import { reachable, unanswered } from './who.ts';

const year = 365 * 24 * 60 * 60 * 1000;

/** What notification asks as letters about a survey go out: looked up as of then, and no token is ever stored. */
export const letterQuestions = (context: ServiceContext): AnsweredQuestion[] => [
  answer(remindersContract.questions.letters, async ({ network, survey: id, people, reminder }) => {
    const { signingKey, config, now } = context;
    const reader = context.readerOf(network);
    const survey = await findSurvey(reader, id);
    if (!survey || statusAt(survey, now()) !== 'open') return { letters: [] };
    const wanting = await reachable(reader, survey, await invitationsFor(reader, id, people));
    const rows = reminder ? await unanswered(reader, survey, wanting) : wanting;
    const addresses = await addressesOf(reader, id, people);
    const links = new Map(
      (await personalLinks(context, survey, rows, addresses)).map(({ person, url }) => [person, url]),
    );
    const expires = new Date(now().getTime() + year);
    const base = publicUrlOf(config, network);
    const letters = rows.map(async ({ _id, person, stranger }) => {
      const address = addresses.get(person);
      const link = links.get(person);
      // Of a stranger whose address is gone nothing is left to write to.
      if (!link || (stranger && !address)) return [];
      const token = await signLink(
        signingKey,
        'survey-letters',
        { net: network, sub: _id, survey: id },
        expires,
      );
      return [
        {
          person,
          link,
          stop: `${base}/survey-letters#id=${id}&token=${token}`,
          oneClick: `${base}/api/v1/surveys/${id}/silence?token=${token}`,
          ...(address && { email: address.email }),
        },
      ];
    });
    return { mode: survey.mode, letters: (await Promise.all(letters)).flat() };
  }),
];
