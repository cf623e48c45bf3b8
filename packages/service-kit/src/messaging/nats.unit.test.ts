import { expect, it } from 'vitest';
import { natsAddress } from './nats.ts';

it.each([
  ['nats://127.0.0.1:4222', { servers: ['nats://127.0.0.1:4222'] }],
  ['one:4222, two:4222', { servers: ['one:4222', 'two:4222'] }],
  ['nats://skein:p%40ss@nats:4222', { servers: ['nats://nats:4222'], user: 'skein', pass: 'p@ss' }],
  [
    'tls://skein:secret@one:4222,tls://skein:secret@[::1]:4222',
    { servers: ['tls://one:4222', 'tls://[::1]:4222'], user: 'skein', pass: 'secret' },
  ],
])('%s says where NATS is and whom to sign in as', (address, said) => {
  expect(natsAddress(address)).toEqual(said);
});
