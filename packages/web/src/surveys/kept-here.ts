import type { AskedSurvey } from '@skein/contracts';
import { keeping } from '../browser/answer/kept.ts';

/** What this device has of one’s answers: begun, sent with its receipt, taken back, or nothing. */
export type KeptHere = 'begun' | 'receipt' | 'withdrawn' | undefined;

/** What the answering page has left on this device, by the same link. */
export const keptHere = ({ id, link = 'open' }: Pick<AskedSurvey, 'id' | 'link'>): KeptHere => {
  const kept = keeping(id, link).read();
  if (!kept) return undefined;
  if (kept.withdrawn) return 'withdrawn';
  if (kept.receipt) return 'receipt';
  return kept.pending || kept.fields.length > 0 ? 'begun' : undefined;
};

/** Whether somebody is done with a survey, as far as the service or this device knows. */
export const isDone = (survey: AskedSurvey, kept: KeptHere): boolean =>
  survey.given === 'answer' || kept === 'receipt' || kept === 'withdrawn';
