import { natsUsers } from './nats-users.ts';

/** Prints who uses NATS, for `infra/nats/users.conf`, where the installation's `SKEIN_PREFIX` is another one. */
process.stdout.write(natsUsers(process.env.SKEIN_PREFIX ?? 'skein'));
