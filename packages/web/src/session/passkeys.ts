import type { CreatedPasskey, Session, UsedPasskey } from '@skein/contracts';
import { client } from './client.ts';
import { becomeMember } from './store.ts';

/** What came of asking the device: what it gave, or why it gave nothing. */
export type Given<T> = T | 'there-already' | 'not-given';

const asked = async (ask: () => Promise<Credential | null>): Promise<Given<PublicKeyCredential>> => {
  try {
    return ((await ask()) as PublicKeyCredential | null) ?? 'not-given';
  } catch (error) {
    return (error as Error).name === 'InvalidStateError' ? 'there-already' : 'not-given';
  }
};

export const keepsPasskeys = (): boolean =>
  'credentials' in navigator && typeof PublicKeyCredential !== 'undefined';

/** Uses a passkey for this session, which then has all roles. */
export const givePasskey = async (): Promise<Given<Session>> => {
  const options = await client.offerPasskeyUse();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  const given = await asked(() => navigator.credentials.get({ publicKey }));
  if (typeof given === 'string') return given;
  const { usePasskey: give } = client;
  const session = await give({ body: { credential: given.toJSON() as UsedPasskey } });
  becomeMember(session);
  return session;
};

/** Makes a passkey on this device, and gives it to the session. */
export const makePasskey = async (name: string): Promise<Given<Session>> => {
  const options = await client.offerPasskeyRegistration();
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  const given = await asked(() => navigator.credentials.create({ publicKey }));
  if (typeof given === 'string') return given;
  const { session } = await client.registerPasskey({
    body: { name, credential: given.toJSON() as CreatedPasskey },
  });
  becomeMember(session);
  return session;
};
