import { may, surveysContract } from '@skein/contracts';
import { refuseLetters } from '@skein/known';
import { type Implementation, type ServiceContext, write } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { asksAnywhere } from '../audiences/decide.ts';
import { communityOf } from './decide.ts';
import { openFor } from './open-for.ts';

export const openingRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => [
  write(surveysContract.routes.openSurvey, async ({ network, body, now, actor, deny, tx }) => {
    const denied =
      deny('survey.run', { community: communityOf(body) }) ??
      (asksAnywhere(body.audience) ? deny('survey.run', {}) : undefined);
    if (denied) return denied;
    return openFor(context, tx, {
      network,
      body,
      now,
      refuseLetters: (letters, rounds) =>
        refuseLetters(context, { network, actor, right: 'survey.run', letters, rounds }),
      seenFrom: may(actor, 'directory.read') ? 'hosts' : 'communities',
    });
  }),
];
