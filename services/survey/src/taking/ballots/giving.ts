import { isRefusal, type Refusal, refuse } from '@skein/contracts';
import { missing, type ServiceContext } from '@skein/service-kit';
import { makePlaceForMarks } from '../../asking/invitations/ballot-marks-store.ts';
import { invitationIn } from '../../asking/invitations/links.ts';
import { keptOf } from '../../asking/kept/kept.ts';
import { findKeys } from '../../asking/keys/store.ts';
import { statusAt } from '../../asking/surveys/decide.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import { givesBallots, notBelowModulus } from './decide.ts';
import { hashOf } from './ids.ts';
import { issuingOf } from './issuing.ts';
import { modulusOf, publicKeyOf } from './sign.ts';

/** How long a survey and its key are kept in memory: at most so late does an early closing end the giving out. */
export const keptMs = 2_000;

const createLookup = ({ readerOf }: ServiceContext) => {
  const load = async (network: string, id: string) => {
    const reader = readerOf(network);
    const [survey, row] = await Promise.all([findSurvey(reader, id), findKeys(reader, id)]);
    const modulus = survey?.ballotKey && modulusOf(publicKeyOf(survey.ballotKey));
    if (survey?.status === 'open') await makePlaceForMarks(reader, survey);
    return survey && { survey, key: row?.ballotKey, modulus };
  };
  const known = new Map<string, ReturnType<typeof load>>();
  return (network: string, id: string): ReturnType<typeof load> => {
    const name = `${network}.${id}`;
    const before = known.get(name);
    if (before) return before;
    const loading = load(network, id);
    known.set(name, loading);
    const forget = () => known.delete(name);
    loading.then(() => setTimeout(forget, keptMs).unref(), forget);
    return loading;
  };
};

/** Asks for the signature on a blinded ballot (base64url) with the token of an invitation. */
export type GiveBallot = (
  network: string,
  survey: string,
  asked: { readonly token: string; readonly blinded: string },
  now: Date,
) => Promise<Buffer | Refusal>;

/**
 * Gives out ballots. Nothing is written but the mark on the invitation, not even an audit line: who had their ballot
 * when must not be kept (docs/anonymity.md).
 */
export const createGiving = (context: ServiceContext): GiveBallot => {
  const lookUp = createLookup(context);
  const issuing = issuingOf(context);

  return async (network, id, { token, blinded: asked }, now) => {
    const found = await lookUp(network, id);
    if (!found) return missing('survey', id);
    const { survey, key, modulus } = found;
    const refused = givesBallots({ mode: survey.mode, status: statusAt(survey, now) });
    if (refused) return refused;
    if (!key || !modulus) return refuse('unavailable', 'The survey is closing.');
    const invitation = await invitationIn(context.keys, { network, survey: survey._id }, token);
    if (isRefusal(invitation)) return invitation;
    const blinded = Buffer.from(asked, 'base64url');
    // Before it is marked, so that a page with a wrong key does not use its invitation up.
    if (blinded.compare(modulus) >= 0) return notBelowModulus();
    const claim = { network, ...keptOf(survey), invitation, ballot: hashOf(asked) };
    return issuing.issue(key, blinded, claim);
  };
};
