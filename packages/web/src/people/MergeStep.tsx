import { Trans, useLingui } from '@lingui/react/macro';
import type { DuplicatePair } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { useMoments } from '../words/moments.ts';
import { mergeQuery, useDuplicates } from './queries.ts';

type Candidate = DuplicatePair['people'][number];

/** The fields of a profile, as a sentence names them. */
const useFieldWords = (): ((fields: readonly string[]) => string) => {
  const { t } = useLingui();
  const { list } = useMoments();
  const words: Readonly<Record<string, string>> = {
    name: t`name`,
    email: t`address`,
    organisation: t`place of work`,
    organisationId: t`place of work`,
    occupation: t`what they do`,
    region: t`region`,
    interests: t`interests`,
    strengths: t`what they can help with`,
    timeZone: t`time zone`,
    language: t`language`,
    photo: t`photo`,
    visibility: t`who sees what`,
  };
  return (fields) => list([...new Set(fields.flatMap((field) => words[field] ?? []))]);
};

const WhatFollows = ({ kept, gone }: { kept: Candidate; gone: Candidate }) => {
  const { data } = useQuery(mergeQuery(kept.id, gone.id));
  const inWords = useFieldWords();
  return (
    <>
      <Trans>
        Everything of the profile with {gone.email} goes to the one with {kept.email}, in all communities and
        meetings. The address that goes gets a letter that says so. This cannot be undone.
      </Trans>{' '}
      {data && data.filled.length > 0 && <Trans>Taken over: {inWords(data.filled)}.</Trans>}{' '}
      {data && data.lost.length > 0 && <Trans>Not kept of the other: {inWords(data.lost)}.</Trans>}
    </>
  );
};

/** Makes one person of two, after a look at what comes of it. */
export const MergeStep = ({ kept, gone }: { kept: Candidate; gone: Candidate }) => {
  const { t } = useLingui();
  const { merge } = useDuplicates();
  return (
    <AskedStep
      look="danger"
      label={t`Keep ${kept.email}`}
      done={t`They are one person now.`}
      title={t`Make one person of the two?`}
      follows={<WhatFollows kept={kept} gone={gone} />}
      act={() => merge(kept, gone)}
    />
  );
};
