import { notApplicable, type QuestionOf } from '@skein/contracts';

type Labelled = { readonly key: string; readonly label: string };

/** The points of a scale that are called something: its ends, those with labels of their own, and “not applicable”. */
export const namedPoints = (scale: QuestionOf<'scale'> | QuestionOf<'matrix'>): Labelled[] => {
  const { from, to, lowLabel, highLabel, pointLabels = [], notApplicable: not } = scale;
  const labels = new Map<number, string>();
  if (lowLabel !== undefined) labels.set(from, lowLabel);
  if (highLabel !== undefined) labels.set(to, highLabel);
  for (const { value, label } of pointLabels) labels.set(value, label);
  return [
    ...[...labels].toSorted(([a], [b]) => a - b).map(([value, label]) => ({ key: String(value), label })),
    ...(not === undefined ? [] : [{ key: notApplicable, label: not }]),
  ];
};
