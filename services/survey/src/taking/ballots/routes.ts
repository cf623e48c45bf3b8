import { blindBallotsContract, isRefusal } from '@skein/contracts';
import { type Implementation, leanLater, type ServiceContext } from '@skein/service-kit';
import { createGiving } from './giving.ts';
import { ballotReplacing } from './replacing.ts';

export const ballotRoutes = (context: ServiceContext): Implementation[] => {
  const give = createGiving(context);
  return [
    // Lean for the rate, and because no line in the log may tell when a ballot was given out.
    leanLater(blindBallotsContract.routes.issueBallot, async ({ network, params, body, now }) => {
      const signature = await give(network, params.id, body, now);
      return isRefusal(signature) ? signature : { signature: signature.toString('base64url') };
    }),
    ballotReplacing(),
  ];
};
