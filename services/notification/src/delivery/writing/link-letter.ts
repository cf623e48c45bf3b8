import { z } from 'zod';
import { defineWording, orNone } from '../wording/wording.ts';
import { type AwaitedLetter, type AwaitedQuestion, defineAwaitedLetter } from './define-awaited.ts';
import type { LetterCapability } from './manifest.ts';

/** What a letter needs whose point is its link. */
export const LinkValues = z.strictObject({
  name: orNone(z.string()),
  link: z.url(),
  /** Where somebody who is no member has it that nothing more comes. */
  stop: orNone(z.url()),
});

export const linkValues = ({ to: { name }, link, stop }: AwaitedQuestion): z.output<typeof LinkValues> => ({
  name,
  link,
  stop,
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
  const wording = await defineWording({
    ...template,
    needs: LinkValues,
    examples: [
      { name: 'Ada Lindqvist', link, stop: undefined },
      { name: undefined, link, stop: 'https://network.example.org/never-again#token=abc' },
    ],
  });
  return { name, awaited: [defineAwaitedLetter({ name, ground, unconfirmed, wording, values: linkValues })] };
};
