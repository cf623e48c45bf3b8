import {
  AccessClaims,
  type Actor,
  type LinkClaims,
  type LinkScope,
  linkScopes,
  type Refusal,
  refuse,
  type ServiceName,
} from '@skein/contracts';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { issuerOf, type KeyRing, type SigningKey } from './keys.ts';

const accessAudience = 'access';
/** An access token lives this long; a role taken away is gone from the token after at most this. */
export const accessSeconds = 10 * 60;

const sign = (
  key: SigningKey,
  audience: string,
  claims: JWTPayload,
  expires: Date,
  id?: string,
): Promise<string> => {
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
    .setIssuer(key.issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires);
  return (id ? token.setJti(id) : token).sign(key.privateKey);
};

/** An access token for a signed-in person; only membership signs these. */
export const signAccess = (key: SigningKey, actor: Actor, now: Date): Promise<string> => {
  const claims: AccessClaims = {
    sub: actor.person,
    net: actor.network,
    roles: actor.roles,
    com: actor.communities,
    ...(actor.session && { sid: actor.session }),
    ...(actor.awaiting && { awaiting: actor.awaiting }),
  };
  return sign(key, accessAudience, claims, new Date(now.getTime() + accessSeconds * 1000));
};

/** A token for a link in a letter: it allows this one thing until it expires. `id` names it, where it is counted. */
export const signLink = <S extends LinkScope>(
  key: SigningKey,
  scope: S,
  claims: LinkClaims<S>,
  expires: Date,
  id?: string,
): Promise<string> => sign(key, scope, claims, expires, id);

const verify = async (
  keys: KeyRing,
  service: ServiceName,
  audience: string,
  token: string,
): Promise<JWTPayload | Refusal> => {
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = kid && (await keys.find(issuerOf(service), kid));
    if (!key) return refuse('invalid-token', 'The token was not signed by this installation.');
    const { payload } = await jwtVerify(token, key, {
      issuer: issuerOf(service),
      audience,
      algorithms: ['EdDSA'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      return refuse('expired-token', 'The token has expired; ask for a new one.');
    return refuse('invalid-token', 'The token is damaged, or was made for something else.');
  }
};

/** Who an access token is for. */
export const verifyAccess = async (keys: KeyRing, token: string): Promise<Actor | Refusal> => {
  const payload = await verify(keys, 'membership', accessAudience, token);
  if ('refused' in payload) return payload as unknown as Refusal;
  const claims = AccessClaims.safeParse(payload);
  if (!claims.success) return refuse('invalid-token', 'The token does not say who it is for.');
  const { sub, net, roles, com, sid, awaiting } = claims.data;
  return {
    person: sub,
    network: net,
    roles,
    communities: com,
    ...(sid && { session: sid }),
    ...(awaiting && { awaiting }),
  };
};

/** What a link's token says; `issuer` is the service that signed it, and `id` the token's own. */
export const verifyLink = async <S extends LinkScope>(
  keys: KeyRing,
  issuer: ServiceName,
  scope: S,
  token: string,
): Promise<{ claims: LinkClaims<S>; id: string | undefined } | Refusal> => {
  const payload = await verify(keys, issuer, scope, token);
  if ('refused' in payload) return payload as unknown as Refusal;
  const claims = linkScopes[scope].safeParse(payload);
  if (!claims.success) return refuse('invalid-token', 'The token lacks what this link needs.');
  return { claims: claims.data as LinkClaims<S>, id: payload.jti };
};
