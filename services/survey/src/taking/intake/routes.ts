import { receiptsContract, responsesContract } from '@skein/contracts';
import { type Implementation, lean, type ServiceContext } from '@skein/service-kit';
import { createTaking } from './taking.ts';

/** Responses, and changes of them: each is a 202 once it is durably stored. */
export const intakeRoutes = (context: ServiceContext): Implementation[] => {
  const { submit, change, withdraw } = createTaking(context);
  return [
    lean(responsesContract.routes.submitResponse, ({ network, params, body, now }, say) =>
      submit(network, params.id, body, now, say),
    ),
    lean(receiptsContract.routes.changeResponse, ({ network, params, body, now }, say) =>
      change(network, params, body, now, say),
    ),
    lean(receiptsContract.routes.withdrawResponse, ({ network, params, body, now }, say) =>
      withdraw(network, params, body, now, say),
    ),
  ];
};
