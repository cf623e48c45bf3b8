import { z } from 'zod';
import { Id, NetworkId } from './id.ts';
import { defineQuestion } from './question.ts';
import { line, paragraphs } from './text.ts';

/** Those whom an event tells of something that waits for them: ids, as far as somebody is there who decides. */
export const Deciders = z.array(Id).max(50).default([]);

/** What of these still waits to be decided, asked as the letter goes: nobody is written to about what is done. */
export const waitingQuestion = (name: string, summary: string) =>
  defineQuestion({
    name,
    summary,
    question: z.strictObject({ network: NetworkId, requests: z.array(Id).min(1).max(1000) }),
    answer: z.object({
      waiting: z.array(
        z.object({
          request: Id,
          about: line(300).optional(),
          link: z.url(),
          /** Where each of these decides it without signing in. */
          links: z.record(Id, z.url()).optional(),
        }),
      ),
    }),
  });

/** What came of these wishes, asked as the letter to those whose they are goes: events carry nothing of what was said. */
export const outcomeQuestion = (name: string, summary: string) =>
  defineQuestion({
    name,
    summary,
    question: z.strictObject({ network: NetworkId, requests: z.array(Id).min(1).max(1000) }),
    answer: z.object({
      outcomes: z.array(
        z.object({
          request: Id,
          what: paragraphs(2000),
          granted: z.boolean(),
          reason: paragraphs(2000).optional(),
          link: z.url(),
        }),
      ),
    }),
  });
