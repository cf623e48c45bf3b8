import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Step, Workstream } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Footprints } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNamesIn } from '../people/names.ts';
import { usePlaceIn } from '../session/reading.ts';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import { Row, Rows, Section, SectionHead, Tile } from '../ui/sheet/Sheet.tsx';
import { Table } from '../ui/table/Table.tsx';
import { useMoments } from '../words/moments.ts';
import { AddStep, BeginWork } from './NewWork.tsx';
import { type MyStep, workstreamsQuery } from './queries.ts';
import { StepActs } from './StepActs.tsx';
import { StepStatus, StepTimes } from './StepStanding.tsx';
import styles from './work.module.css';

const useOwners = (community: string) => {
  const { nameOf } = useNamesIn(community);
  const { list } = useMoments();
  return ({ owners }: Pick<Step, 'owners'>): ReactNode =>
    owners.length ? list(owners.map(nameOf)) : <Trans>Nobody yet</Trans>;
};

/** Those who declined a step, with what they said: whoever asks next knows. */
const Declined = ({ step: { community, answers } }: { step: MyStep }) => {
  const { nameOf } = useNamesIn(community);
  return answers
    .filter(({ answer, word }) => answer === 'declined' && word)
    .map(({ at, by, word }) => (
      <p key={at} className="small quiet">
        {nameOf(by)}: {word}
      </p>
    ));
};

const StreamTable = ({ stream }: { stream: Workstream }) => {
  const { t } = useLingui();
  const { community, title, steps } = stream;
  const { takesPart } = usePlaceIn(community);
  const ownersOf = useOwners(community);
  const rows = steps.filter(({ status }) => status !== 'dropped').map((step) => ({ ...step, community }));
  return (
    <section className="stack stack--tight" aria-label={title}>
      <SectionHead more={takesPart && <AddStep stream={stream} />}>
        <h4>{title}</h4>
      </SectionHead>
      {rows.length > 0 ? (
        <Table
          caption={t`Steps of ${title}`}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              head: t`Step`,
              cell: (step) => (
                <>
                  {step.title}
                  {step.notes && <p className="small quiet">{step.notes}</p>}
                  <Declined step={step} />
                </>
              ),
            },
            { head: t`Who`, cell: ownersOf },
            {
              head: t`How it stands`,
              cell: (step) => (
                <>
                  <StepStatus step={step} /> <StepTimes step={step} />
                </>
              ),
            },
            {
              head: t`What you can do`,
              cell: (step) => (
                <div className="row">
                  <StepActs step={step} />
                </div>
              ),
            },
          ]}
        />
      ) : (
        <p className="quiet">
          <Trans>No step is proposed yet.</Trans>
        </p>
      )}
    </section>
  );
};

interface Lane {
  readonly status: Step['status'];
  readonly title: ReactNode;
}

/** As many steps that are done stand on the board: the last ones. */
const doneShown = 10;

const StepLane = ({ lane, steps }: { lane: Lane; steps: readonly (MyStep & { stream: string })[] }) => {
  const { status, title } = lane;
  const found = steps.filter((step) => step.status === status);
  const shown = status === 'done' ? found.toReversed().slice(0, doneShown) : found;
  const ownersOf = useOwners(steps[0]?.community ?? '');
  return (
    <Section id={`lane-${status}`} title={title} level={3}>
      <p className="small quiet">
        <Plural value={found.length} _0="No step" one="# step" other="# steps" />
      </p>
      {shown.length > 0 && (
        <Rows stacked>
          {shown.map((step) => (
            <Row
              key={step.id}
              lead={
                <Tile of={step.community}>
                  <Footprints className="icon" />
                </Tile>
              }
              title={step.title}
              meta={
                <>
                  {step.stream} · {ownersOf(step)}
                  <br />
                  <StepTimes step={step} />
                </>
              }
              act={<StepActs step={step} />}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
};

const Board = ({ streams }: { streams: readonly Workstream[] }) => {
  const steps = streams.flatMap(({ community, title: stream, steps: some }) =>
    some.map((step) => ({ ...step, community, stream })),
  );
  const lanes: Lane[] = [
    { status: 'proposed', title: <Trans>Proposed</Trans> },
    { status: 'accepted', title: <Trans>Taken on</Trans> },
    { status: 'done', title: <Trans>Done</Trans> },
  ];
  return (
    <div className={styles.board}>
      {lanes.map((lane) => (
        <StepLane key={lane.status} lane={lane} steps={steps} />
      ))}
    </div>
  );
};

/** All that a community works on, as a table by pieces of work or as a board by how the steps stand. */
export const Workstreams = ({ community }: { community: string }) => {
  const { t } = useLingui();
  const streams = useSuspenseQuery(workstreamsQuery(community)).data;
  const { runs } = usePlaceIn(community);
  const [view, setView] = useState<'table' | 'board'>('table');
  const views = [
    ['table', t`By pieces of work`],
    ['board', t`By how the steps stand`],
  ] as const;
  return (
    <Section
      id="steps"
      title={<Trans>What we work on</Trans>}
      level={3}
      more={runs && <BeginWork community={community} />}
    >
      {streams.length > 0 ? (
        <div className="stack stack--wide">
          <Choices legend={<Trans>Show the steps</Trans>}>
            {views.map(([key, label]) => (
              <Choice
                key={key}
                kind="radio"
                name="view"
                label={label}
                checked={view === key}
                onChange={() => setView(key)}
              />
            ))}
          </Choices>
          {view === 'board' ? (
            <Board streams={streams} />
          ) : (
            streams.map((stream) => <StreamTable key={stream.id} stream={stream} />)
          )}
        </div>
      ) : (
        <p className="quiet">
          <Trans>Nothing is under way. What a tension becomes stands here too.</Trans>
        </p>
      )}
    </Section>
  );
};
