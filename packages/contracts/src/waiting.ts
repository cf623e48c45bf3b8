import { z } from 'zod';
import { Id, NetworkId } from './id.ts';
import { defineQuestion } from './question.ts';
import { line } from './text.ts';

/** Those whom an event tells of something that waits for them: ids, as far as somebody is there who decides. */
export const Deciders = z.array(Id).max(50).default([]);

/** What of these still waits to be decided, asked as the letter goes: nobody is written to about what is done. */
export const waitingQuestion = (name: string, summary: string) =>
  defineQuestion({
    name,
    summary,
    question: z.strictObject({ network: NetworkId, requests: z.array(Id).min(1).max(1000) }),
    answer: z.object({
      waiting: z.array(z.object({ request: Id, about: line(300).optional(), link: z.url() })),
    }),
  });
