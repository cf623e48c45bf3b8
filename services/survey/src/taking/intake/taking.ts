import {
  type AcceptedResponse,
  type Ballot,
  isRefusal,
  type OpenSurvey,
  type Receipt,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { missing, type ServiceContext } from '@skein/service-kit';
import { invitationIn } from '../../asking/invitations/links.ts';
import { createBallotCheck } from './ballots.ts';
import { type Changing, createChanging, type StoreAccepted } from './changes.ts';
import { accept, admit, type Submission } from './decide.ts';
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

/** A response as it is sent, with what lets it in. */
interface Sent extends Submission {
  readonly token?: string | undefined;
  readonly ballot?: Ballot | undefined;
}

export type Say = (said: Receipt | Refusal | Error) => void;

/** Takes responses, and changes of them; each is answered once it is durably stored, or refused. */
export interface Taking extends Changing {
  /** The check of a survey's version, where the survey is known here. */
  find(network: string, survey: string): KnownSurvey | undefined;
  submit(network: string, survey: string, body: Sent, now: Date, say: Say): void;
}

/** The hot path: no database, one shared publish, and an answer only once that is acknowledged. */
export const createTaking = (context: ServiceContext): Taking => {
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
    return invitationIn(keys, survey, token);
  };

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

  const submit = (known: KnownSurvey, body: Sent, now: Date, say: Say): void => {
    const refused = admit(known.survey, body, now);
    if (refused) say(refused);
    else if (known.survey.mode === 'anonymous') {
      const fault = ballotFault(known.survey, body);
      if (fault) say(fault);
      else take(known, body, undefined, now, say);
    } else if (body.ballot) say(noBallot);
    else if (!known.survey.needsLink) take(known, body, undefined, now, say);
    else
      linkIn(known.survey, body.token).then(
        (link) => (isRefusal(link) ? say(link) : take(known, body, link, now, say)),
        say,
      );
  };

  return {
    find: (network, survey) => surveys.find(network, survey),
    submit: (network, id, body, now, say) => {
      const known = surveys.find(network, id);
      if (known) submit(known, body, now, say);
      else
        surveys
          .awaited(network, id)
          .then((late) => (late ? submit(late, body, now, say) : say(missing('survey', id))), say);
    },
    ...createChanging(surveys, store),
  };
};
