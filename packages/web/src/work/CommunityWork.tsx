import { Plural, Trans } from '@lingui/react/macro';
import type { Workstream } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Progress } from '../ui/progress/Progress.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { workstreamsQuery } from './queries.ts';

const Stream = ({ stream: { title, steps } }: { stream: Workstream }) => {
  const counted = steps.filter(({ status }) => status !== 'dropped');
  const done = counted.filter(({ status }) => status === 'done').length;
  const next =
    counted.find(({ status }) => status === 'accepted') ??
    counted.find(({ status }) => status === 'proposed');
  const { written } = useMoments();
  return (
    <li>
      <Progress
        title={title}
        done={done}
        of={counted.length}
        said={
          <Plural value={counted.length} one={`${done} of # step done`} other={`${done} of # steps done`} />
        }
      />
      {next && (
        <p className="small quiet">
          <Trans>Next: {next.title}</Trans>
          {next.due && (
            <>
              , <Trans>by {written(next.due, 'day')}</Trans>
            </>
          )}
        </p>
      )}
    </li>
  );
};

/** What a community works on, how far it is, and what comes next; for those who belong to it. */
export const CommunityWork = ({ community }: { community: string }) => {
  const streams = useSuspenseQuery(workstreamsQuery(community)).data;
  if (streams.length === 0) return null;
  return (
    <Section id="work" title={<Trans>What we work on</Trans>}>
      <ul className="stack stack--wide">
        {streams.map((stream) => (
          <Stream key={stream.id} stream={stream} />
        ))}
      </ul>
    </Section>
  );
};
