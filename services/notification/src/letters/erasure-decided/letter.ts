import { publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording, type Wording } from '../../delivery/wording/wording.ts';
import type { LetterWriter } from '../../delivery/writing/define-letter.ts';

interface Values {
  readonly name: string;
  readonly link: string;
}

const needs = z.strictObject({ name: z.string(), link: z.url() });
const examples = [{ name: 'Ada Lindqvist', link: 'https://network.example.org/to-decide' }];

export const agreed = await defineWording({
  beside: import.meta.url,
  name: 'agreed',
  subject: 'You are to be erased',
  preview: 'It begins in a day, and can be withdrawn until then',
  needs,
  examples,
});

export const withdrawn = await defineWording({
  beside: import.meta.url,
  name: 'withdrawn',
  subject: 'Nobody is erased',
  preview: 'It was withdrawn',
  needs,
  examples,
});

/** Says no more than that it is so, and where it stands. */
export const plainWriter =
  (wording: Wording<Values>, path: string) =>
  ({ config }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network) => {
    const link = `${publicUrlOf(config, network)}${path}`;
    return async (_row, { name }) => ({ composed: wording.compose({ name, link }) });
  };
