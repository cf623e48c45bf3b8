import { parseArgs } from 'node:util';
import { EmailAddress, isRefusal, NetworkId, type Refusal, refuse } from '@skein/contracts';
import { type ServiceContext, startService, transact, writeAudit } from '@skein/service-kit';
import { z } from 'zod';
import { removePasskeysOf } from '../access/passkeys/store.ts';
import { removeSessionsOf } from '../access/sessions/store.ts';
import { membership } from '../app.ts';
import { findByEmail } from '../core/people/store.ts';

const Arguments = z.object({ network: NetworkId, email: EmailAddress });

/**
 * Takes all passkeys from somebody who lost the only one: they are signed out everywhere, and register a new one right
 * after their next link. Safe to repeat.
 */
export const forgetPasskeys = (
  context: ServiceContext,
  { network, email }: z.infer<typeof Arguments>,
): Promise<{ removed: number } | Refusal> =>
  transact(context, { network, now: context.now() }, async (tx) => {
    const person = await findByEmail(tx, email);
    if (!person)
      return refuse('not-found', 'Nobody in this network has this address.', ['email', 'is unknown']);
    const removed = await removePasskeysOf(tx, person._id);
    await removeSessionsOf(tx, person._id);
    const done = { actor: null, action: 'forgetPasskeys', outcome: 'done', at: tx.now } as const;
    await writeAudit(tx, { ...done, targets: [person._id] });
    return { removed };
  });

if (import.meta.main) {
  const { values } = parseArgs({ options: { network: { type: 'string' }, email: { type: 'string' } } });
  const input = Arguments.safeParse(values);
  if (!input.success) {
    console.error(`Usage: forget-passkeys --network NAME --email ADDRESS\n${z.prettifyError(input.error)}`);
    process.exit(2);
  }
  const service = await startService(membership, {
    ...process.env,
    SKEIN_PORT: '0',
    SKEIN_LOG_LEVEL: 'error',
  });
  const result = await forgetPasskeys(service.context, input.data);
  await service.stop();
  console.log(
    isRefusal(result) ? result.detail : `${result.removed} passkeys removed, and signed out everywhere.`,
  );
  process.exit(isRefusal(result) ? 1 : 0);
}
