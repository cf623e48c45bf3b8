import { Trans } from '@lingui/react/macro';
import { Empty } from '../ui/empty/Empty.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Rows, Section } from '../ui/sheet/Sheet.tsx';
import { isDone, keptHere } from './kept-here.ts';
import { byUrgency, NotAll, type Urgent, urgentSurvey, urgentVote } from './Open.tsx';
import { useAsked } from './queries.ts';

/** What is open: what still waits for an answer, and what has one that can be changed. */
export const useOpen = (
  community?: string,
): { waits: Urgent[]; answered: Urgent[]; loaded: boolean; failed: boolean } => {
  const { surveys, votes, loaded, failed } = useAsked();
  const here = <T extends { community?: string | undefined }>(all: readonly T[]): T[] =>
    all.filter((one) => community === undefined || one.community === community);
  const done = here(surveys).map((survey) => ({ survey, isDone: isDone(survey, keptHere(survey)) }));
  const cast = here(votes).filter(({ voted }) => voted !== undefined);
  const of = (answered: boolean): Urgent[] =>
    [
      ...done.filter((one) => one.isDone === answered).map(({ survey }) => urgentSurvey(survey)),
      ...cast.filter(({ voted }) => voted === answered).map(urgentVote),
    ].toSorted(byUrgency);
  return { waits: of(false), answered: of(true), loaded, failed };
};

/** The open surveys and votes of who is signed in: of all, or of one community. */
export const OpenToMe = ({ community }: { community?: string }) => {
  const { waits, answered, loaded, failed } = useOpen(community);
  return (
    <>
      <Section id="open" title={<Trans>Open to you</Trans>}>
        {failed && (
          <Notice tone="caution" live>
            <NotAll />
          </Notice>
        )}
        {!loaded && (
          <p className="quiet" role="status">
            <Trans>Loading …</Trans>
          </p>
        )}
        {waits.length > 0 && <Rows>{waits.map(({ row }, place) => row(place === 0))}</Rows>}
        {loaded && !failed && waits.length === 0 && (
          <Empty title={<Trans>Nothing asks you just now</Trans>}>
            <Trans>New surveys and votes come here, and by letter.</Trans>
          </Empty>
        )}
      </Section>
      {answered.length > 0 && (
        <Section id="answered" title={<Trans>Answered, and still open</Trans>}>
          <Rows>{answered.map(({ row }) => row(false))}</Rows>
        </Section>
      )}
    </>
  );
};
