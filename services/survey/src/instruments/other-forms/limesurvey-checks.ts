import { boundsIn } from './constraint.ts';
import type { Localized } from './foreign-form.ts';
import { attribute, type LimeQuestion } from './limesurvey.ts';
import type { Made, Tools } from './limesurvey-questions.ts';

/** A pattern with its delimiters and flags, as in PHP. */
const patternOf = (written: string): Record<string, unknown> => {
  const [, regex = written, flags = ''] = /^\/(.*)\/(\w*)$/s.exec(written.trim()) ?? [];
  return { type: 'regex', regex, ...(flags.includes('i') && { caseInsensitive: true }) };
};

const tipOf = ({ attributes }: LimeQuestion): Localized => attributes.get('em_validation_q_tip') ?? {};

/** What LimeSurvey checks of each answer, also of several under one text, and what it says where that is not so. */
export const checksOf = (
  question: LimeQuestion,
  fields: Made['fields'],
  { said, changed }: Pick<Tools, 'said' | 'changed'>,
): Record<string, unknown> => {
  const written = attribute(question, 'em_validation_q');
  const { bounds, rest } =
    written === '' ? { bounds: {}, rest: false } : boundsIn(written, fields.step === 1);
  const { pattern, minLength, alone, ...others } = bounds;
  if (rest || alone !== undefined)
    changed('em_validation_q', 'is a check that is not made here, or in part only');
  const validators = [
    ...(question.pattern.trim() === '' ? [] : [patternOf(question.pattern)]),
    ...(pattern === undefined ? [] : [patternOf(pattern)]),
    ...(minLength === undefined ? [] : [{ type: 'text', minLength }]),
  ];
  const tip = Object.keys(bounds).length > 0 ? said(tipOf(question)) : undefined;
  const checks = {
    ...others,
    ...(validators.length > 0 && { validators }),
    ...(tip !== undefined && { minErrorText: tip }),
  };
  if (fields.type !== 'multipletext' || Object.keys(checks).length === 0) return checks;
  return { items: (fields.items as object[]).map((item) => ({ ...item, ...checks })) };
};
