import type { Ground } from '../ground.ts';
import { runLoad } from '../load/run.ts';
import { submission } from '../questionnaire.ts';
import { median } from '../statistics.ts';
import type { Sizes } from './throughput.ts';

/** How many times what one intake takes two take, each with a generator of its own; medians of rounds by turns. */
export const measureReplicas = async (ground: Ground, { seconds, rounds }: Sizes): Promise<number> => {
  const survey = await ground.openSurvey();
  const intakes = [await ground.start('intake'), await ground.start('intake')];
  for (const intake of intakes) await ground.untilTaken(intake, survey);
  const path = `/api/v1/surveys/${survey.id}/responses`;
  const take = async (count: number, length: number): Promise<number> => {
    const body = JSON.stringify(submission(1));
    const found = await Promise.all(
      intakes
        .slice(0, count)
        .map(({ url }) => runLoad({ url, path, body, connections: 256, seconds: length })),
    );
    await ground.emptyQueue();
    return found.reduce((sum, { perSecond }) => sum + perSecond, 0);
  };
  await take(2, Math.min(2, seconds));
  const [one, two]: [number[], number[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    one.push(await take(1, seconds));
    two.push(await take(2, seconds));
    ground.say(
      `  round ${round}: one ${Math.round(one.at(-1) ?? 0)}/s, two ${Math.round(two.at(-1) ?? 0)}/s`,
    );
  }
  await Promise.all(intakes.map((intake) => intake.stop()));
  return median(two) / median(one);
};
