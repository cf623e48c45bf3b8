import { z } from 'zod';
import { defineCapability, ofEachService } from '../capability.ts';
import { NetworkId, ServiceName } from '../id.ts';
import { defineQuestion } from '../question.ts';

/** A place where somebody who was forgotten still stands in what others wrote: where, and not what is said there. */
export const Mention = z
  .object({
    service: ServiceName,
    what: z.string(),
    link: z.string().meta({ description: 'Below the address of the network' }),
  })
  .meta({ id: 'Mention' });
export type Mention = z.infer<typeof Mention>;

const questions = {
  /** Asked while somebody is erased and their name is still known; answered by each service of its own texts. */
  mentions: ofEachService((service) =>
    defineQuestion({
      name: `person.mentions.${service}`,
      summary: `Where exact strings stand in what people wrote freely in ${service}`,
      question: z.strictObject({
        network: NetworkId,
        strings: z.array(z.string().min(3).max(254)).min(1).max(20),
      }),
      answer: z.object({ places: z.array(Mention.omit({ service: true })) }),
    }),
  ),
};

export const mentionsContract = defineCapability({ name: 'mentions', service: 'membership', questions });
