import type { Actor, Session } from '@skein/contracts';
import { accessSeconds, type ServiceContext, signAccess, type Tx } from '@skein/service-kit';
import { type MembershipConfig, requiresPasskey } from '../../config.ts';
import { membershipsOf } from '../../core/memberships/store.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { findPerson } from '../../core/people/store.ts';
import { awaitedOf } from '../sessions/decide.ts';
import type { SessionRow } from '../sessions/row.ts';
import { proofOf } from './decide.ts';
import { countPasskeys } from './store.ts';

type Context = ServiceContext<MembershipConfig>;

/** Who a session makes its person to be now: no roles in the network as long as they wait for a passkey. */
const actorOf = async ({ config }: Context, tx: Tx, session: SessionRow, row: PersonRow): Promise<Actor> => {
  const { network, person } = session;
  const memberships = await membershipsOf(tx, [person]);
  const passkeys = await countPasskeys(tx, person);
  const required = requiresPasskey(config, network);
  const awaiting = awaitedOf(row.roles, session.factor, { required, passkeys });
  const { lacksPasskey } = proofOf(session, passkeys);
  return {
    person,
    network,
    roles: awaiting ? [] : row.roles,
    communities: Object.fromEntries(memberships.map(({ community, role }) => [community, role ?? 'guest'])),
    session: session._id,
    ...(awaiting && { awaiting }),
    proof: { at: session.provenAt.toISOString(), ...(lacksPasskey && { lacksPasskey }) },
  };
};

/** An access token for a session; undefined when its person is no longer a member. */
export const grantAccess = async (
  context: Context,
  tx: Tx,
  session: SessionRow,
): Promise<Session | undefined> => {
  const row = await findPerson(tx, session.person);
  if (!row) return undefined;
  const actor = await actorOf(context, tx, session, row);
  return {
    accessToken: await signAccess(context.signingKey, actor, tx.now),
    expiresInSeconds: accessSeconds,
    actor,
    factor: session.factor,
    ...(row.language && { language: row.language }),
  };
};
