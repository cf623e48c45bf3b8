import { type Refusal, refuse } from '@skein/contracts';

/** What a personal link's token said. */
interface Link {
  readonly net: string;
  readonly sub: string;
  readonly survey: string;
}

/** A link opens the one survey it was made for. */
export const checkLink = (
  { network, survey }: { readonly network: string; readonly survey: string },
  link: Link,
): Refusal | undefined =>
  link.net === network && link.survey === survey
    ? undefined
    : refuse('invalid-token', 'This link is for another survey.', ['token', 'is for another survey']);
