import {
  responseRoutes as contract,
  intakeSubject,
  isRefusal,
  type OpenSurvey,
  type Refusal,
  refuse,
} from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  read,
  type ServiceContext,
  verifyLink,
} from '@skein/service-kit';
import { accept, admit, checkLink } from './decide.ts';
import { createGroupCommit } from './group-commit.ts';
import { openSurveysOf } from './open-surveys.ts';

const acknowledgedWithinMs = 5_000;

/** The hot path: no database, one shared publish, and 202 only once that is acknowledged. */
export const intakeRoutes = (context: ServiceContext): Implementation[] => {
  const { nats, config, keys, log } = context;
  const surveys = openSurveysOf(context);

  const publish = async (network: string, responses: readonly string[]): Promise<void> => {
    const batch = newId();
    // The responses are JSON already: an `IntakeBatch` is put together around them.
    const message = `{"network":"${network}","batch":"${batch}","responses":[${responses.join(',')}]}`;
    try {
      await nats.js.publish(intakeSubject(config.SKEIN_PREFIX, network), message, {
        msgID: batch,
        timeout: acknowledgedWithinMs,
      });
    } catch (error) {
      log.warn({ batch, responses: responses.length, err: error }, 'a batch was not acknowledged');
      throw error;
    }
  };
  const commit = createGroupCommit(publish);

  const linkIn = async (survey: OpenSurvey, token: string | undefined): Promise<string | Refusal> => {
    if (token === undefined)
      return refuse('invalid-token', 'This survey is answered by a personal link.', ['token', 'is missing']);
    const link = await verifyLink(keys, 'survey', 'answer-survey', token);
    if (isRefusal(link)) return link;
    return checkLink(survey, link.claims) ?? link.claims.sub;
  };

  return [
    read(contract.submitResponse, async ({ network, params, body, now }) => {
      const known = surveys.find(network, params.id);
      if (!known) return missing('survey', params.id);
      const { survey, check, markerOf } = known;
      const refused = admit(survey, body, now);
      if (refused) return refused;
      const link = survey.needsLink ? await linkIn(survey, body.token) : undefined;
      if (isRefusal(link)) return link;
      const faulty = check(body.instrumentVersion, body.answers);
      if (faulty) return faulty;
      const accepted = accept(survey, body, link, now);
      const outcome = await commit.submit(network, JSON.stringify(accepted));
      if (outcome === 'full')
        return refuse('unavailable', 'Too many responses at once; send yours again in a moment.');
      if (outcome === 'failed')
        return refuse('unavailable', 'It is not sure that your response is stored; send the same one again.');
      const { response, instrumentVersion, receivedAt } = accepted;
      const quiz = markerOf(instrumentVersion)?.(accepted.answers);
      return { response, survey: survey.survey, instrumentVersion, receivedAt, ...(quiz && { quiz }) };
    }),
  ];
};
