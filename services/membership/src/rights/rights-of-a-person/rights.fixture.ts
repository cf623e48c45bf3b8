import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

// Here no other service runs, so that nothing would be whole.
const whole: Fixtures<RightsGround>[string] = {
  meets: 'unavailable',
  prepare: async ({ takeIn }) => {
    const person = await takeIn();
    return { target: { person }, params: { id: person } };
  },
};

export const fixtures: Fixtures<RightsGround> = { exportPerson: whole, readHeld: whole };
