import { blindBallotRoutes as contract, isRefusal } from '@skein/contracts';
import { type Implementation, read, type ServiceContext } from '@skein/service-kit';
import { createGiving } from './giving.ts';

export const ballotRoutes = (context: ServiceContext): Implementation[] => {
  const give = createGiving(context);
  return [
    read(contract.issueBallot, async ({ network, params, body, now }) => {
      const signature = await give(network, params.id, body, now);
      return isRefusal(signature) ? signature : { signature: signature.toString('base64url') };
    }),
  ];
};
