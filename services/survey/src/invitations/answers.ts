import { answerLinks } from '@skein/contracts';
import { answer, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import { statusAt } from '../surveys/decide.ts';
import { findSurvey } from '../surveys/store.ts';
import { personalLinks } from './links.ts';
import { invitationsFor } from './store.ts';

/** Personal links for notification's letters: of those invited, while the survey is open. */
export const linkAnswers = (context: ServiceContext): RequestAnswer[] => [
  answer(answerLinks, async ({ network, survey: id, people }) => {
    const survey = await findSurvey(context.db, network, id);
    if (!survey || statusAt(survey, context.now()) === 'closed') return { links: [] };
    const invitations = await invitationsFor(context.db, network, id, people);
    const links = await personalLinks(context, survey, invitations);
    return { links: links.map(({ person, url }) => ({ person, url })) };
  }),
];
