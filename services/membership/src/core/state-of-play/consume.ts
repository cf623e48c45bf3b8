import { type MeetingStatus, meetingsContract, type StepStatus, workstreamsContract } from '@skein/contracts';
import { eventConsumer, on, type ReadModel, type Tx } from '@skein/service-kit';
import { findMeeting, meetingsCollections, putMeeting, putStep } from './store.ts';

interface Told {
  readonly network: string;
  readonly aggregateversion: number;
  readonly data: { readonly meeting: string; readonly community: string; readonly startsAt: string };
}

const tellMeeting = async (
  tx: Tx,
  event: Told,
  status?: MeetingStatus,
  isCancelled?: boolean,
): Promise<void> => {
  const { meeting: _id, community, startsAt } = event.data;
  // A change says nothing of the state, which stays as it was.
  const before = status ? undefined : await findMeeting(tx, _id);
  const cancelled = isCancelled ?? before?.cancelled;
  const row = {
    ...{ _id, network: event.network, version: event.aggregateversion, community },
    startsAt: new Date(startsAt),
    status: status ?? before?.status ?? 'planned',
    ...(cancelled && { cancelled: true as const }),
  };
  await putMeeting(tx, row);
};

interface ToldStep {
  readonly network: string;
  readonly aggregateversion: number;
  readonly data: { readonly step: string; readonly community: string; readonly status: StepStatus };
}

const tellStep = (tx: Tx, { network, aggregateversion: version, data }: ToldStep): Promise<void> => {
  const { step: _id, community, status } = data;
  const row = { _id, network, version, community, status };
  return putStep(tx, row);
};

/** When communities meet, and how much they have to do, from meeting's events. */
export const meetingsReadModel: ReadModel = {
  name: 'meetings',
  collections: meetingsCollections.map(({ name }) => name),
  consumer: eventConsumer(
    'membership-meetings',
    on(meetingsContract.events.meetingPlanned, (event, tx) => tellMeeting(tx, event, 'planned')),
    on(meetingsContract.events.meetingChanged, (event, tx) => tellMeeting(tx, event)),
    on(meetingsContract.events.meetingCancelled, (event, tx) => tellMeeting(tx, event, 'planned', true)),
    on(meetingsContract.events.meetingRestored, (event, tx) => tellMeeting(tx, event, 'planned', false)),
    on(meetingsContract.events.meetingOpened, (event, tx) => tellMeeting(tx, event, 'running')),
    on(meetingsContract.events.meetingClosed, (event, tx) => tellMeeting(tx, event, 'closed')),
    on(workstreamsContract.events.stepAdded, (event, tx) => tellStep(tx, event)),
    on(workstreamsContract.events.stepChanged, (event, tx) => tellStep(tx, event)),
  ),
};
