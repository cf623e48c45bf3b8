import { t } from '@lingui/core/macro';
import { faultsByField, isProblem, Unreachable } from '@skein/client';
import type { Problem } from '@skein/contracts';
import type { Faults } from '../field/Form.tsx';

/** What a refusal says to who filled in a form: each field’s own, and the rest of it. */
export const faultsOf = (problem: Pick<Problem, 'detail' | 'errors'>): Faults => {
  const fields = problem.errors ? faultsByField(problem as Problem) : new Map<string, string>();
  return fields.size > 0 ? { fields } : { fields, whole: problem.detail };
};

interface Refused {
  readonly ok: false;
  readonly problem: Pick<Problem, 'detail' | 'errors'> & Partial<Pick<Problem, 'code'>>;
}

/** For a step whose refusals are values: that nobody answered is one more, and what was typed stays. */
export const thrown = (error: unknown): Refused => {
  if (isProblem(error)) return { ok: false, problem: error.problem };
  if (!(error instanceof Unreachable)) throw error;
  const detail = t`You seem to be offline. What you wrote is still here; try again when you are back.`;
  return { ok: false, problem: { detail } };
};
