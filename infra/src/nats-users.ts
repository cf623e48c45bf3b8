import { type NatsPermissions, natsPermissions, serviceNames } from '@skein/contracts';

const list = (subjects: readonly string[]): string =>
  ['[', ...subjects.map((subject) => `        ${JSON.stringify(subject)}`), '      ]'].join('\n');

const user = (name: string, { publish, subscribe }: NatsPermissions): string => `  {
    user: ${name}, password: $${name}
    permissions: {
      publish: ${list(publish.allow)}
      subscribe: ${list(subscribe.allow)}
    }
  }`;

/** Who uses NATS, in its own syntax: whoever operates it all of it, each service what it needs. */
export const natsUsers = (prefix: string): string =>
  [
    '# Made by infra/src/print-nats-users.ts from the contracts.',
    "# A password for each user; the path is relative to this file's folder, /etc/skein.",
    'include "../../run/secrets/nats_passwords"',
    'users: [',
    '  { user: skein, password: $skein }',
    ...serviceNames.map((name) => user(name, natsPermissions(prefix, name))),
    ']',
    '',
  ].join('\n');
