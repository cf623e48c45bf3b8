import type { Client, ClientOptions } from '@skein/client';
import { createCheckedClient } from '@skein/client/checked';

type Session = Pick<ClientOptions, 'token' | 'onUnauthenticated'>;

/** A client that outlives the death of any process behind it: what fails in passing is sent again, with the same key. */
export const patientClient = (baseUrl: string, session: Session = {}): Client =>
  createCheckedClient({ baseUrl, patienceMs: 60_000, timeoutMs: 20_000, ...session });
