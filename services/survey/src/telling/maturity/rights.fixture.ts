import { assessmentsContract } from '@skein/contracts';
import { call, type Fixture, type Fixtures } from '@skein/service-kit/testing';
import type { SurveyGround } from '../../testing/ground.ts';

const asking = ({ community, published }: SurveyGround) => ({
  community,
  instrument: published.instrument,
  title: 'Spring',
  date: '2026-03-01',
});

/** A route of one assessment. */
const ofOne = (more: object = {}): Fixture<SurveyGround> => ({
  prepare: async (ground) => {
    const url = ground.urlOf(assessmentsContract.routes.addAssessment);
    const request = { as: await ground.steering(), body: asking(ground) };
    const { body } = await call<{ id: string }>(url, 'POST', '/assessments', request);
    return { target: { community: ground.community }, params: { id: body.id }, ...more };
  },
});

export const fixtures: Fixtures<SurveyGround> = {
  addAssessment: {
    prepare: (ground) => ({ target: { community: ground.community }, body: asking(ground) }),
  },
  listAssessments: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  readAssessment: ofOne(),
  readMatrix: ofOne(),
  editAssessment: ofOne({ body: { agreed: { trust: 2 } }, ifMatch: 1 }),
};
