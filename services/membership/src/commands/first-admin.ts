import { parseArgs } from 'node:util';
import { EmailAddress, isRefusal, line, NetworkId, type Refusal, refuse } from '@skein/contracts';
import { newId, type ServiceContext, startService, transact } from '@skein/service-kit';
import { z } from 'zod';
import { membership } from '../app.ts';
import { writeImport } from '../core/newcomers/record.ts';
import type { PersonRow } from '../core/people/row.ts';
import { findAdmin, findByEmail } from '../core/people/store.ts';

const Arguments = z.object({ network: NetworkId, email: EmailAddress, name: line() });

/** Makes the first administrator of a network; they sign in by mail like everybody else. Safe to repeat. */
export const makeFirstAdmin = (
  context: ServiceContext,
  { network, email, name }: z.infer<typeof Arguments>,
): Promise<{ person: string } | Refusal> =>
  transact(context, { network, now: context.now() }, async (tx) => {
    const same = await findByEmail(tx, email);
    if (same?.roles.includes('admin')) return { person: same._id };
    const other = await findAdmin(tx);
    if (other) return refuse('conflict', 'This network has an administrator; they name the next ones.');
    if (same) return refuse('already-exists', 'This address is a member’s already.', ['email', 'is taken']);
    const _id = newId();
    const person: PersonRow = {
      _id,
      network,
      version: 1,
      name,
      email,
      interests: [],
      roles: ['admin'],
      joinedAt: tx.now,
    };
    await writeImport(tx, { people: [person], memberships: [], consents: [] }, 'unannounced');
    return { person: _id };
  });

if (import.meta.main) {
  const { values } = parseArgs({
    options: { network: { type: 'string' }, email: { type: 'string' }, name: { type: 'string' } },
  });
  const input = Arguments.safeParse(values);
  if (!input.success) {
    console.error(
      `Usage: first-admin --network NAME --email ADDRESS --name NAME\n${z.prettifyError(input.error)}`,
    );
    process.exit(2);
  }
  const service = await startService(membership, {
    ...process.env,
    SKEIN_PORT: '0',
    SKEIN_LOG_LEVEL: 'error',
  });
  const result = await makeFirstAdmin(service.context, input.data);
  await service.stop();
  console.log(
    isRefusal(result) ? result.detail : `Administrator ${result.person}: sign in with ${input.data.email}.`,
  );
  process.exit(isRefusal(result) ? 1 : 0);
}
