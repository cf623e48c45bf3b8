import { introductionsContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { IntroductionRow } from './row.ts';
import { putIntroduction } from './store.ts';

/** Writes what somebody said came of an introduction, with its event. */
export const saveOutcome = async (tx: Tx, row: IntroductionRow): Promise<void> => {
  const { _id: introduction, network, version, came } = row;
  if (!came) throw new Error('an outcome that was told is not there');
  await putIntroduction(tx, row);
  const data = { introduction, came };
  tx.record(introductionsContract.events.introductionOutcomeTold, {
    network,
    subject: introduction,
    version,
    data,
  });
};
