/** A step of a proposal that a letter tells of, as the cause of that letter. */
export interface Step {
  readonly proposal: string;
  /** The proposal's version after the step. */
  readonly version: number;
}

export const causeOf = ({ proposal, version }: Step): string => `${proposal}/${version}`;

export const stepOf = (cause: string): Step => {
  const [proposal = '', version] = cause.split('/');
  return { proposal, version: Number(version) };
};
