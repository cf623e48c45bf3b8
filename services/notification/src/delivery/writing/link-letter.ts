import { z } from 'zod';
import { defineWording, orNone } from '../wording/wording.ts';
import { type AwaitedLetter, type AwaitedQuestion, defineAwaitedLetter } from './define-awaited.ts';
import type { LetterCapability } from './manifest.ts';

/** What a letter needs whose point is its link. */
export const LinkValues = z.strictObject({ name: orNone(z.string()), link: z.url() });

export const linkValues = ({ to: { name }, link }: AwaitedQuestion): z.output<typeof LinkValues> => ({
  name,
  link,
});

/** What tells one such letter from another. */
interface LinkLetter extends Pick<AwaitedLetter, 'name' | 'ground'> {
  /** The module beside which `letter.mjml` and `letter.txt` stand: `import.meta.url`. */
  readonly beside: string;
  readonly subject: string;
  readonly preview: string;
}

const link = 'https://network.example.org/#token=abc';

/** A capability that is one letter which somebody waits for, and which says no more of them than a name and a link. */
export const linkLetter = async ({ name, ground, ...template }: LinkLetter): Promise<LetterCapability> => {
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
