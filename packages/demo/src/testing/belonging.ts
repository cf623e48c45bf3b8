import {
  importsContract,
  introductionsContract,
  invitationsContract,
  proposalsContract,
  prospectsContract,
} from '@skein/contracts';
import type { Client } from '../client.ts';
import { onceKnown } from '../load/meetings.ts';
import { until } from '../until.ts';

interface Who {
  readonly name: string;
  readonly email: string;
}

/** Before somebody belongs: a host notes that they might. */
export const noteProspect = (host: Client, { name, email }: Who) =>
  host.call(prospectsContract.routes.addProspect, {
    body: { name, email, source: 'Talked of a porcelain walrus' },
  });

/** The rows of membership that name somebody beside their own record: two that others wrote of them, and one of theirs. */
export const nameAllOver = async (
  host: Client,
  me: Client,
  { name, email, person, other, circle }: Who & { person: string; other: string; circle: string },
): Promise<void> => {
  const people = [person, other];
  const reason = 'Both would move a porcelain walrus.';
  await host.call(introductionsContract.routes.introduce, { body: { people, reason } });
  const message = 'Do come, and bring the thistledown.';
  await host.call(invitationsContract.routes.invite, { body: { community: circle, person, message } });
  const founding = {
    ...{
      name: 'Velvet lighthouse keepers',
      slug: 'keepers',
      domain: 'Lighthouses',
      joining: 'open' as const,
    },
    ...{ description: 'We keep a velvet lighthouse.', why: 'Nobody else does.' },
  };
  await onceKnown('the proposer', () =>
    me.call(proposalsContract.routes.proposeCommunity, { body: founding }),
  );
  const bytes = new TextEncoder().encode(`name,email,interests\n${name},${email},cobalt umbrella\n`);
  const { id } = await host.call(importsContract.routes.startImport, { file: { type: 'text/csv', bytes } });
  await until('the list to be checked', async () => {
    const { state } = await host.call(importsContract.routes.readImport, { params: { id } });
    return state === 'checked' || undefined;
  });
};
