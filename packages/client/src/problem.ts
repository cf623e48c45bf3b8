import type { Problem, ProblemCode } from '@skein/contracts';
import type { ProblemWith } from './operation.ts';

/** A refusal of the API, with its problem. */
export class ApiProblem<C extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'ApiProblem';
  readonly route: string;
  readonly problem: ProblemWith<C>;
  constructor(route: string, problem: ProblemWith<C>) {
    super(`${route}: ${problem.status} ${problem.detail}`);
    this.route = route;
    this.problem = problem;
  }
}

/** Nobody answered: it is not known whether anything was done. The same key again is safe. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly route: string;
  constructor(route: string, cause: Error) {
    super(`${route}: ${cause.message}`, { cause });
    this.route = route;
  }
}

/** Whether something thrown is a refusal of one of these kinds; of any kind, if none is named. */
export const isProblem = <C extends ProblemCode = ProblemCode>(
  error: unknown,
  ...codes: readonly C[]
): error is ApiProblem<C> =>
  error instanceof ApiProblem &&
  (codes.length === 0 || (codes as readonly string[]).includes(error.problem.code));

const keyOf = (pointer: string): string =>
  pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');

/** What is wrong with which field: `answers.q3` for `#/answers/q3`, several faults of one field in a row. */
export const faultsByField = ({ errors = [] }: Problem): ReadonlyMap<string, string> => {
  const faults = new Map<string, string>();
  for (const { pointer, detail } of errors) {
    const field = keyOf(pointer);
    const before = faults.get(field);
    faults.set(field, before === undefined ? detail : `${before}; ${detail}`);
  }
  return faults;
};
