import { isRefusal, type Refusal } from '@skein/contracts';
import { publicUrlOf, type ServiceContext, signLink, verifyLink } from '@skein/service-kit';
import { addressOf } from './address.ts';
import { checkLink } from './decide.ts';
import type { InvitationRow } from './row.ts';

// Whoever comes a little late is to hear that the survey is closed, not that their link is bad.
const graceMs = 30 * 24 * 60 * 60 * 1000;

export interface PersonalLink {
  readonly person: string;
  readonly url: string;
  readonly token: string;
}

/** The personal links of these invitations, in the language of whoever has one said. Signed anew each time: no token is ever stored. */
export const personalLinks = (
  { signingKey, config }: Pick<ServiceContext, 'signingKey' | 'config'>,
  survey: { readonly _id: string; readonly closesAt: Date },
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

/** The invitation that a personal link is of, where it opens this survey. */
export const invitationIn = async (
  keys: ServiceContext['keys'],
  survey: { readonly network: string; readonly survey: string },
  token: string,
): Promise<string | Refusal> => {
  const link = await verifyLink(keys, 'survey', 'answer-survey', token);
  if (isRefusal(link)) return link;
  return checkLink(survey, link.claims) ?? link.claims.sub;
};
