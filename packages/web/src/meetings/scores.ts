/** What was said of one statement at one meeting, as far as it is shown. */
export interface Said {
  readonly survey: string;
  readonly at: string;
  readonly answered: number;
  readonly mean?: number | undefined;
}

/** One statement through the check-outs of several meetings. */
export interface Statement {
  readonly key: string;
  readonly text: string;
  readonly said: readonly Said[];
}

interface Wave {
  readonly survey: string;
  readonly text: string;
  readonly answered: number;
  readonly mean?: number | undefined;
}

interface Compared {
  readonly surveys: readonly {
    readonly survey: string;
    readonly opensAt: string;
    readonly suppressed: boolean;
  }[];
  readonly questions: readonly { readonly key: string; readonly waves: readonly Wave[] }[];
}

/** The statements that have a mean, each through the meetings, the oldest first; what is withheld says nothing. */
export const statementsIn = ({ surveys, questions }: Compared): Statement[] => {
  const known = new Map(surveys.map((one) => [one.survey, one]));
  return questions.flatMap(({ key, waves }) => {
    const said = waves.flatMap(({ survey, answered, mean }): Said[] => {
      const of = known.get(survey);
      if (!of) return [];
      return [{ survey, at: of.opensAt, answered, ...(mean !== undefined && !of.suppressed && { mean }) }];
    });
    const text = waves.at(-1)?.text ?? key;
    return said.some(({ mean }) => mean !== undefined) ? [{ key, text, said }] : [];
  });
};

const [width, height, edge] = [160, 40, 5];

/** Where the means stand in a picture of that size, the lowest of them below. */
export const pointsOf = (said: readonly Said[]): { survey: string; x: number; y: number }[] => {
  const means = said.flatMap(({ mean = [] }) => mean);
  const [low, high] = [Math.min(...means), Math.max(...means)];
  return said.flatMap(({ survey, mean }, at) => {
    if (mean === undefined) return [];
    const x = edge + (at * (width - 2 * edge)) / Math.max(1, said.length - 1);
    const share = high > low ? (mean - low) / (high - low) : 0.5;
    return [{ survey, x, y: height - edge - share * (height - 2 * edge) }];
  });
};
