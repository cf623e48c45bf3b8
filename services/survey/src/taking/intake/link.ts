import { isRefusal, type Refusal } from '@skein/contracts';
import { type ServiceContext, verifyLink } from '@skein/service-kit';
import { checkLink } from './decide.ts';

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
