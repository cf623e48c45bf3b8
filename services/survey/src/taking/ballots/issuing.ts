import { isRefusal, type Refusal, refuse } from '@skein/contracts';
import type { Reader, ServiceContext } from '@skein/service-kit';
import { type Claim, claimBallots } from '../../asking/invitations/ballot-marks-store.ts';
import { invitationsThereInAllNetworks } from '../../asking/invitations/store.ts';
import { claimed, notBelowModulus } from './decide.ts';
import { createSigning, type Signing } from './signing.ts';
import { together } from './together.ts';

interface Asked {
  readonly key: string;
  readonly blinded: Uint8Array;
}

/** Signs what was asked for at once, key by key. */
const signAll = async (signing: Signing, asked: readonly Asked[]): Promise<(Uint8Array | undefined)[]> => {
  const signed = new Map<Asked, Uint8Array | undefined>();
  for (const [key, ofKey] of Map.groupBy(asked, (one) => one.key)) {
    const signatures = await signing.sign(
      key,
      ofKey.map(({ blinded }) => blinded),
    );
    for (const [index, one] of ofKey.entries()) signed.set(one, signatures[index]);
  }
  return asked.map((one) => signed.get(one));
};

/** Marks the invitations that there are, survey by survey; undefined for one that is not there. */
const markAll = async (reader: Pick<Reader, 'db'>, claims: readonly Claim[]) => {
  const there = await invitationsThereInAllNetworks(
    reader,
    claims.map(({ invitation }) => invitation),
  );
  const marked = new Map<string, string>();
  const ofThese = claims.filter(({ invitation }) => there.has(invitation));
  for (const some of Map.groupBy(ofThese, ({ survey }) => survey).values()) {
    const [first] = some;
    if (!first) continue;
    for (const [invitation, ballot] of await claimBallots(reader, first, some))
      marked.set(invitation, ballot);
  }
  return marked;
};

const tooMany = refuse('unavailable', 'Too many ask for their ballot at once; ask again in a moment.');

const lost = refuse('unavailable', 'The ballot was not signed; ask for the same one again.');

export interface Issuing {
  /** Marks an invitation and signs its blinded ballot; a refusal where it is marked with another. */
  issue(key: string, blinded: Buffer, claim: Claim): Promise<Buffer | Refusal>;
  stop(): Promise<void>;
}

/**
 * Issues ballots: those that ask at the same time share their marks in the database and their way to a signing thread.
 * The mark comes first, so that a kill in between leaves an invitation whose own ballot can be asked for again.
 */
export const createIssuing = (reader: Pick<Reader, 'db'>, signing = createSigning()): Issuing => {
  const claim = together(
    async (claims: readonly Claim[]) => {
      const marks = await markAll(reader, claims);
      return claims.map(({ invitation, ballot }) => claimed(ballot, marks.get(invitation)));
    },
    { most: 500, underWay: 1, waiting: 5_000 },
  );
  const sign = together((asked: readonly Asked[]) => signAll(signing, asked), {
    most: 32,
    underWay: 4,
    waiting: 5_000,
  });
  return {
    issue: async (key, blinded, wanted) => {
      const claiming = claim(wanted);
      if (!claiming) return tooMany;
      const refused = await claiming;
      if (refused) return refused;
      const signing_ = sign({ key, blinded });
      if (!signing_) return tooMany;
      // The thread died under it; the mark stands, and the same ballot can be asked for again.
      const signature = await signing_.catch(() => lost);
      if (isRefusal(signature)) return signature;
      return signature ? Buffer.from(signature) : notBelowModulus();
    },
    stop: () => signing.stop(),
  };
};

const ofContext = new WeakMap<ServiceContext, Issuing>();

/** The issuing of one running service: its routes use what stops with its background. */
export const issuingOf = (context: ServiceContext): Issuing => {
  const issuing = ofContext.get(context) ?? createIssuing(context);
  ofContext.set(context, issuing);
  return issuing;
};
