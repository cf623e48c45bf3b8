import { IntakeBatch } from '@skein/contracts';
import {
  amendDeadLetter,
  type HeldElsewhere,
  listDeadLetters,
  type ServiceContext,
} from '@skein/service-kit';
import { linksOf } from '../../asking/invitations/store.ts';
import { responsesConsumer } from './progress.ts';

const pageSize = 50;

/** A batch without the responses that were given by these links; undefined where it holds none, or cannot be read. */
export const withoutLinks = (
  payload: string,
  links: ReadonlySet<string>,
): { payload: string; taken: number } | undefined => {
  const batch = IntakeBatch.safeParse(jsonIn(payload));
  if (!batch.success) return undefined;
  const { responses } = batch.data;
  const left = responses.filter(({ link }) => link === undefined || !links.has(link));
  const taken = responses.length - left.length;
  return taken ? { payload: JSON.stringify({ ...batch.data, responses: left }), taken } : undefined;
};

const jsonIn = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
};

/** Answers that were accepted and could not be stored: they wait with those of others, which must not be lost. */
export const deadResponsesOf = ({ readerOf, nats, config }: ServiceContext): HeldElsewhere => ({
  title: 'Answers to named surveys that could not be stored yet',
  erase: async (whose) => {
    const links = new Set(await linksOf(readerOf(whose.network), whose.person));
    const { SKEIN_PREFIX: prefix } = config;
    let removed = 0;
    let after: number | undefined = links.size ? 0 : undefined;
    while (after !== undefined) {
      const page = await listDeadLetters(
        nats,
        prefix,
        whose.network,
        after,
        pageSize,
        Number.POSITIVE_INFINITY,
      );
      for (const { consumer, sequence, payload } of page.items) {
        const rest = consumer === responsesConsumer ? withoutLinks(payload, links) : undefined;
        if (!rest) continue;
        await amendDeadLetter(nats, prefix, whose.network, sequence, rest.payload);
        removed += rest.taken;
      }
      after = page.next;
    }
    return { removed, changed: 0 };
  },
});
