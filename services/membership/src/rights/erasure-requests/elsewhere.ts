import { dropDeadLetter, type HeldElsewhere, listDeadLetters, type ServiceContext } from '@skein/service-kit';
import { letterTo } from '../../core/erasure-list/addresses.ts';

const pageSize = 200;

/** Whether a dead letter tells of somebody more than their id: their entry of the directory, their address or their name. */
export const tellsOf = (
  { subject, payload }: { readonly subject: string; readonly payload: string },
  person: string,
  words: readonly string[],
): boolean => {
  const text = payload.toLowerCase();
  return subject.endsWith(`.${person}`) || words.some((word) => text.includes(word.toLowerCase()));
};

/** Messages that nobody could read are kept as they are, so they may hold anything, of any service. */
export const deadLettersOf = ({ nats, config, readerOf }: ServiceContext): HeldElsewhere => ({
  title: 'Messages that could not be read, and named you',
  erase: async ({ network, person }) => {
    const to = await letterTo(readerOf(network), person);
    // One word alone, “Ada”, is a part of others’ names too.
    const words = to ? [to.email, ...(to.name.includes(' ') ? [to.name] : [])] : [];
    const prefix = config.SKEIN_PREFIX;
    let removed = 0;
    let after: number | undefined = 0;
    while (after !== undefined) {
      const page = await listDeadLetters(nats, prefix, network, after, pageSize, Number.POSITIVE_INFINITY);
      for (const letter of page.items) {
        if (!tellsOf(letter, person, words)) continue;
        await dropDeadLetter(nats, prefix, network, letter.sequence);
        removed += 1;
      }
      after = page.next;
    }
    return { removed, changed: 0 };
  },
});
