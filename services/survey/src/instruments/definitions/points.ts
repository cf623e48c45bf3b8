import { outsideOf, type QuestionOf } from '@skein/contracts';

type Labelled = { readonly key: string; readonly label: string };

/** The points of a scale that are called something: its ends, those with labels of their own, and what may be said beside them. */
export const namedPoints = (scale: QuestionOf<'scale'> | QuestionOf<'matrix'>): Labelled[] => {
  const { from, to, lowLabel, highLabel, pointLabels = [] } = scale;
  const labels = new Map<number, string>();
  if (lowLabel !== undefined) labels.set(from, lowLabel);
  if (highLabel !== undefined) labels.set(to, highLabel);
  for (const { value, label } of pointLabels) labels.set(value, label);
  return [
    ...[...labels].toSorted(([a], [b]) => a - b).map(([value, label]) => ({ key: String(value), label })),
    ...outsideOf(scale).map(({ key, label }) => ({ key, label })),
  ];
};
