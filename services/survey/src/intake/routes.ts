import {
  type AcceptedResponse,
  responseRoutes as contract,
  isRefusal,
  type OpenSurvey,
  type Receipt,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { type Implementation, lean, missing, type ServiceContext, verifyLink } from '@skein/service-kit';
import { createBallotCheck } from './ballots.ts';
import { changeRoutes, type StoreAccepted } from './changes.ts';
import { accept, admit, checkLink, type Submission } from './decide.ts';
import { createGroupCommit, type Outcome } from './group-commit.ts';
import { type KnownSurvey, openSurveysOf } from './open-surveys.ts';
import { createPublish } from './publish.ts';
import { proofOf } from './receipts.ts';

const answerOf = (
  survey: OpenSurvey,
  { response, instrumentVersion, receivedAt, receipt }: AcceptedResponse,
): Receipt => {
  const proof = receipt && proofOf(survey, response, receipt);
  return { response, survey: survey.survey, instrumentVersion, receivedAt, ...(proof && { proof }) };
};

const refusals: Record<Exclude<Outcome, 'stored'>, Refusal> = {
  refused: refuse('unavailable', 'Your response was not taken just now; send it again in a moment.'),
  unknown: refuse('unavailable', 'It is not sure that your response is stored; send the same one again.'),
};

const noBallot = refuse('invalid-request', 'Only an anonymous survey is answered with a ballot.', [
  'ballot',
  'is not for this survey',
]);

/** The hot path: no database, one shared publish, and 202 only once that is acknowledged. */
export const intakeRoutes = (context: ServiceContext): Implementation[] => {
  const { keys } = context;
  const surveys = openSurveysOf(context);
  const commit = createGroupCommit(createPublish(context));

  const ballotFault = createBallotCheck();

  const store: StoreAccepted = (network, accepted, reply, say) =>
    commit.submit(network, JSON.stringify(accepted), (outcome) =>
      say(outcome === 'stored' ? reply : refusals[outcome]),
    );

  const linkIn = async (survey: OpenSurvey, token: string | undefined): Promise<string | Refusal> => {
    if (token === undefined)
      return refuse('invalid-token', 'This survey is answered by a personal link.', ['token', 'is missing']);
    const link = await verifyLink(keys, 'survey', 'answer-survey', token);
    if (isRefusal(link)) return link;
    return checkLink(survey, link.claims) ?? link.claims.sub;
  };

  type Say = (said: Receipt | Refusal) => void;

  const take = (
    { survey, check, markerOf }: KnownSurvey,
    body: Submission,
    link: string | undefined,
    now: Date,
    say: Say,
  ): void => {
    const faulty = check(body.instrumentVersion, body.answers);
    if (faulty) {
      say(faulty);
      return;
    }
    const accepted = accept(survey, body, link, now);
    // Marked only where there is something to mark, which is pure and quick.
    const quiz = markerOf(accepted.instrumentVersion)?.(accepted.answers);
    const receipt = answerOf(survey, accepted);
    store(survey.network, accepted, quiz ? { ...receipt, quiz } : receipt, say);
  };

  return [
    lean(contract.submitResponse, ({ network, params, body, now }, say) => {
      const known = surveys.find(network, params.id);
      const refused = known ? admit(known.survey, body, now) : missing('survey', params.id);
      if (!known || refused) say(refused as Refusal);
      else if (known.survey.mode === 'anonymous') {
        const fault = ballotFault(known.survey, body);
        if (fault) say(fault);
        else take(known, body, undefined, now, say);
      } else if (body.ballot) say(noBallot);
      else if (!known.survey.needsLink) take(known, body, undefined, now, say);
      else
        linkIn(known.survey, body.token).then((link) =>
          isRefusal(link) ? say(link) : take(known, body, link, now, say),
        );
    }),
    ...changeRoutes(surveys, store),
  ];
};
