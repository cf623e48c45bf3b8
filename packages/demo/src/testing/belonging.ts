import type { Client } from '@skein/client';
import { onceKnown } from '../load/meetings.ts';
import { until } from '../until.ts';

interface Who {
  readonly name: string;
  readonly email: string;
}

/** Before somebody belongs: a host notes that they might. */
export const noteProspect = (host: Client, { name, email }: Who) =>
  host.addProspect({ body: { name, email, source: 'Talked of a porcelain walrus' } });

/** The rows of membership that name somebody beside their own record: two that others wrote of them, and one of theirs. */
export const nameAllOver = async (
  host: Client,
  me: Client,
  { name, email, person, other, circle }: Who & { person: string; other: string; circle: string },
): Promise<void> => {
  const people = [person, other];
  const reason = 'Both would move a porcelain walrus.';
  await host.introduce({ body: { people, reason } });
  const message = 'Do come, and bring the thistledown.';
  await host.invite({ body: { community: circle, person, message } });
  const founding = {
    ...{
      name: 'Velvet lighthouse keepers',
      slug: 'keepers',
      domain: 'Lighthouses',
      joining: 'open' as const,
    },
    ...{ description: 'We keep a velvet lighthouse.', why: 'Nobody else does.' },
  };
  await onceKnown('the proposer', () => me.proposeCommunity({ body: founding }));
  const table = `name,email,interests\n${name},${email},cobalt umbrella\n`;
  const { id } = await host.startImport({ file: new Blob([table], { type: 'text/csv' }) });
  await until('the list to be checked', async () => {
    const { state } = await host.readImport({ params: { id } });
    return state === 'checked' || undefined;
  });
};
