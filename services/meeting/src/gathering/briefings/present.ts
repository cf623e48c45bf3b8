import type { Briefing } from '@skein/contracts';
import type { BriefingAnswerRow, BriefingRow } from './row.ts';

/** The questions and one’s own answers; for who plans the meeting those of all. */
export const presentBriefing = (
  meeting: string,
  row: BriefingRow | null,
  mine: BriefingAnswerRow | undefined,
  all: readonly BriefingAnswerRow[] | undefined,
): Briefing => ({
  meeting,
  version: row?.version ?? 0,
  questions: row?.questions ?? [],
  mine: { version: mine?.version ?? 0, answers: mine?.answers ?? [] },
  ...(all && {
    answers: all
      .filter(({ answers }) => answers.length > 0)
      .map(({ person, at, answers }) => ({ person, at: at.toISOString(), answers })),
  }),
});
