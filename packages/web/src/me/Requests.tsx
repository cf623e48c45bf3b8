import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type {
  IntroductionStatus,
  IntroductionWishStatus,
  JoinRequestStatus,
  Rectification,
} from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { myIntroductionWishesQuery } from '../people/queries.ts';
import { useProposalState } from '../proposing/states.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { MePage } from './MePage.tsx';
import { PutRight } from './PutRight.tsx';
import { requestsQuery, useMyId, wishesQuery } from './queries.ts';

type Tone = 'caution' | 'positive' | 'line';
type States<S extends string> = Readonly<Record<S, readonly [Tone, ReturnType<typeof msg>]>>;

const joiningStates: States<JoinRequestStatus> = {
  unconfirmed: ['caution', msg`Waits for you to open the letter`],
  waiting: ['caution', msg`Waits for the community`],
  accepted: ['positive', msg`Welcomed`],
  declined: ['line', msg`Declined`],
};
const introductionStates: States<IntroductionStatus> = {
  asked: ['caution', msg`Waits for answers`],
  connected: ['positive', msg`You know each other’s addresses`],
  declined: ['line', msg`Nothing came of it`],
  expired: ['line', msg`Nothing came of it`],
};
const meetingStates: States<IntroductionWishStatus> = {
  open: ['caution', msg`Waits for those who introduce people`],
  introduced: ['positive', msg`You are being introduced`],
  declined: ['line', msg`Declined`],
};
const wishStates: States<Rectification['status']> = {
  open: ['caution', msg`Waits for the hosts`],
  done: ['positive', msg`Put right`],
  refused: ['line', msg`Refused`],
};

interface Request {
  readonly id: string;
  readonly what: ReactNode;
  readonly at?: string | undefined;
  readonly said?: string | undefined;
  readonly state: { readonly tone: Tone; readonly words: string };
}

/** How something stands, in the reader’s language. */
const useWords = () => {
  const { i18n } = useLingui();
  return <S extends string>(states: States<S>, status: S): Request['state'] => {
    const [tone, words] = states[status];
    return { tone, words: i18n._(words) };
  };
};

/** Requests of one kind, each with how it stands and what was said of it. */
const Made = ({ title, requests }: { title: ReactNode; requests: readonly Request[] }) => {
  const { written } = useMoments();
  if (requests.length === 0) return null;
  return (
    <section className="stack stack--tight">
      <h2>{title}</h2>
      <Rows>
        {requests.map(({ id, what, at, said, state: { tone, words } }) => (
          <Row
            key={id}
            title={what}
            meta={
              <>
                {at && <time dateTime={at}>{written(at, 'date')}</time>}
                {said && <p>“{said}”</p>}
              </>
            }
            act={<Badge tone={tone}>{words}</Badge>}
          />
        ))}
      </Rows>
    </section>
  );
};

/** All that one asked for, with how it stands; and asking for something to be put right. */
export const Requests = () => {
  const { t } = useLingui();
  const me = useMyId();
  const { joining, proposals, introductions } = useSuspenseQuery(requestsQuery(me)).data;
  const wishes = useSuspenseQuery(wishesQuery(me)).data;
  const meetings = useSuspenseQuery(myIntroductionWishesQuery(me)).data;
  const inWords = useWords();
  const proposalState = useProposalState();
  const communities = useCommunities();
  const nameOf = (community: string): string => communities.find(({ id }) => id === community)?.name ?? '–';
  return (
    <MePage title={t`What I asked for`}>
      <div className="stack stack--wide">
        <Made
          title={<Trans>To join a community</Trans>}
          requests={joining.map(({ id, community, askedAt, status }) => ({
            id,
            what: nameOf(community),
            at: askedAt,
            state: inWords(joiningStates, status),
          }))}
        />
        <Made
          title={<Trans>To found a community</Trans>}
          requests={proposals.map(({ id, name, history, status }) => ({
            id,
            what: (
              <Link to="/communities/proposals/$proposal" params={{ proposal: id }}>
                {name}
              </Link>
            ),
            at: history[0]?.at,
            said: history.at(-1)?.comment,
            state: proposalState(status),
          }))}
        />
        <Made
          title={<Trans>To be introduced to somebody</Trans>}
          requests={meetings.map(({ id, reason, askedAt, answer, status }) => ({
            id,
            what: reason,
            at: askedAt,
            said: answer,
            state: inWords(meetingStates, status),
          }))}
        />
        <Made
          title={<Trans>Introductions I am part of</Trans>}
          requests={introductions.map(({ id, reason, askedAt, status }) => ({
            id,
            what: reason,
            at: askedAt,
            state: inWords(introductionStates, status),
          }))}
        />
        <Made
          title={<Trans>To have something put right</Trans>}
          requests={wishes.map(({ id, what, askedAt, reason, status }) => ({
            id,
            what,
            at: askedAt,
            said: reason,
            state: inWords(wishStates, status),
          }))}
        />
        <PutRight />
      </div>
    </MePage>
  );
};
