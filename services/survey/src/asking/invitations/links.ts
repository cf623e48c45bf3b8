import { publicUrlOf, type ServiceContext, signLink } from '@skein/service-kit';
import { addressOf } from '../../taking/answering/view.ts';
import type { SurveyRow } from '../surveys/store.ts';
import type { InvitationRow } from './store.ts';

// Whoever comes a little late is to hear that the survey is closed, not that their link is bad.
const graceMs = 30 * 24 * 60 * 60 * 1000;

export interface PersonalLink {
  readonly person: string;
  readonly url: string;
  readonly token: string;
}

/** The personal links of these invitations, in the language of whoever has one said. Signed anew each time: no token is ever stored. */
export const personalLinks = (
  { signingKey, config }: ServiceContext,
  survey: SurveyRow,
  invitations: readonly InvitationRow[],
  said: ReadonlyMap<string, { readonly language?: string | undefined }> = new Map(),
): Promise<PersonalLink[]> => {
  const expires = new Date(survey.closesAt.getTime() + graceMs);
  return Promise.all(
    invitations.map(async ({ _id: link, network, person }) => {
      const claims = { net: network, sub: link, survey: survey._id };
      const token = await signLink(signingKey, 'answer-survey', claims, expires, link);
      const path = addressOf(survey._id, { token, lang: said.get(person)?.language });
      return { person, url: `${publicUrlOf(config, network)}${path}`, token };
    }),
  );
};
