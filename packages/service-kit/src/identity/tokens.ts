import {
  AccessClaims,
  type Actor,
  accessIssuer,
  type LinkClaims,
  type LinkScope,
  linkScopes,
  type Refusal,
  refuse,
  type ServiceName,
} from '@skein/contracts';
import { decode, sign, verifierBy } from './jwt.ts';
import { issuerOf, type KeyRing, type SigningKey } from './keys.ts';

const accessAudience = 'access';
/** An access token lives this long; a role taken away is gone from the token after at most this. */
export const accessSeconds = 10 * 60;

/** The one algorithm: a token that says another is none of ours, whatever it is signed with. */
const algorithm = 'EdDSA';

const signed = (
  { issuer, current }: SigningKey,
  audience: string,
  claims: object,
  expires: Date,
  id?: string,
): string => {
  const { kid, privateKey } = current();
  const exp = Math.floor(expires.getTime() / 1000);
  const header = { algorithm, kid, iss: issuer, aud: audience, ...(id && { jti: id }) } as const;
  return sign({ ...claims, exp }, { ...header, key: privateKey });
};

/** An access token for a signed-in person; one service alone signs these. */
export const signAccess = async (key: SigningKey, actor: Actor, now: Date): Promise<string> => {
  const claims: AccessClaims = {
    sub: actor.person,
    net: actor.network,
    roles: actor.roles,
    com: actor.communities,
    ...(actor.session && { sid: actor.session }),
    ...(actor.awaiting && { awaiting: actor.awaiting }),
    ...(actor.proof && { proof: actor.proof }),
  };
  return signed(key, accessAudience, claims, new Date(now.getTime() + accessSeconds * 1000));
};

/** A token for a link in a letter: it allows this one thing until it expires. `id` names it, where it is counted. */
export const signLink = async <S extends LinkScope>(
  key: SigningKey,
  scope: S,
  claims: LinkClaims<S>,
  expires: Date,
  id?: string,
): Promise<string> => signed(key, scope, claims, expires, id);

interface Decoded {
  readonly header: { readonly kid?: unknown };
}

/** A token's claims, where it was signed by this service, for this audience, and has not expired. */
const checked = async (
  keys: KeyRing,
  service: ServiceName,
  audience: string,
  token: string,
): Promise<Record<string, unknown> | Refusal> => {
  try {
    const { header } = decode<Decoded>(token, { complete: true }) ?? { header: {} };
    const key = typeof header.kid === 'string' ? await keys.find(service, header.kid) : undefined;
    if (!key) return refuse('invalid-token', 'The token was not signed by this installation.');
    const verify = await verifierBy(key, {
      algorithms: [algorithm],
      allowedIss: issuerOf(service),
      allowedAud: audience,
      requiredClaims: ['iss', 'aud', 'exp'],
    });
    return verify<Record<string, unknown>>(token);
  } catch (error) {
    if ((error as { code?: string }).code === 'FAST_JWT_EXPIRED')
      return refuse('expired-token', 'The token has expired; ask for a new one.');
    return refuse('invalid-token', 'The token is damaged, or was made for something else.');
  }
};

/** Who an access token is for. */
export const verifyAccess = async (keys: KeyRing, token: string): Promise<Actor | Refusal> => {
  const payload = await checked(keys, accessIssuer, accessAudience, token);
  if ('refused' in payload) return payload as unknown as Refusal;
  const claims = AccessClaims.safeParse(payload);
  if (!claims.success) return refuse('invalid-token', 'The token does not say who it is for.');
  const { sub, net, roles, com, sid, awaiting, proof } = claims.data;
  return {
    person: sub,
    network: net,
    roles,
    communities: com,
    ...(sid && { session: sid }),
    ...(awaiting && { awaiting }),
    ...(proof && { proof }),
  };
};

/** What a link's token says; `issuer` is the service that signed it, and `id` the token's own. */
export const verifyLink = async <S extends LinkScope>(
  keys: KeyRing,
  issuer: ServiceName,
  scope: S,
  token: string,
): Promise<{ claims: LinkClaims<S>; id: string | undefined } | Refusal> => {
  const payload = await checked(keys, issuer, scope, token);
  if ('refused' in payload) return payload as unknown as Refusal;
  const claims = linkScopes[scope].safeParse(payload);
  if (!claims.success) return refuse('invalid-token', 'The token lacks what this link needs.');
  return { claims: claims.data as LinkClaims<S>, id: payload.jti as string | undefined };
};
