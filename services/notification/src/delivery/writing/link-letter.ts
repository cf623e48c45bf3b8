import { z } from 'zod';
import { defineWording, orNone } from '../wording/wording.ts';
import { type AwaitedLetter, type AwaitedQuestion, defineAwaitedLetter } from './define-awaited.ts';
import type { LetterCapability } from './manifest.ts';

/** What a letter needs whose point is its link. */
export const LinkValues = z.strictObject({ name: orNone(z.string()), link: z.url() });

/** What a letter needs beside its link to an address of which nobody has said yet that it is theirs: no name. */
export const StopValues = z.strictObject({
  link: z.url(),
  /** Where whoever has the address has it that nothing more comes. */
  stop: orNone(z.url()),
});

export const linkValues = ({ to: { name }, link }: AwaitedQuestion): z.output<typeof LinkValues> => ({
  name,
  link,
});

/** What tells one such letter from another. */
interface LinkLetter extends Pick<AwaitedLetter, 'name' | 'ground' | 'unconfirmed'> {
  /** The module beside which `letter.mjml` and `letter.txt` stand: `import.meta.url`. */
  readonly beside: string;
  readonly subject: string;
  readonly preview: string;
}

const link = 'https://network.example.org/#token=abc';

/** A capability that is one letter which somebody waits for, and which says no more of them than a name and a link. */
export const linkLetter = async ({
  name,
  ground,
  unconfirmed,
  ...template
}: LinkLetter): Promise<LetterCapability> => {
  if (unconfirmed) {
    const stop = 'https://network.example.org/never-again#token=abc';
    const wording = await defineWording({
      ...template,
      needs: StopValues,
      examples: [
        { link, stop },
        { link, stop: undefined },
      ],
    });
    const values = ({ link: to, stop: end }: AwaitedQuestion) => ({ link: to, stop: end });
    return { name, awaited: [defineAwaitedLetter({ name, ground, unconfirmed, wording, values })] };
  }
  const wording = await defineWording({
    ...template,
    needs: LinkValues,
    examples: [
      { name: 'Ada Lindqvist', link },
      { name: undefined, link },
    ],
  });
  return { name, awaited: [defineAwaitedLetter({ name, ground, wording, values: linkValues })] };
};
