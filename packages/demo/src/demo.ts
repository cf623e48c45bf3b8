import { parseArgs } from 'node:util';
import { bringUp, runMainJob, stopHere } from './session.ts';

const usage = `Usage: npm run demo
       npm run demo -- --url ADDRESS --mailbox ADDRESS
With addresses it starts nothing: it fills the installation at --url, whose letters go to the mailbox at --mailbox.`;

const elsewhereOf = (): { url: string; mailbox: string } | undefined => {
  const options = { url: { type: 'string' }, mailbox: { type: 'string' } } as const;
  const { url, mailbox } = parseArgs({ options }).values;
  if (url === undefined && mailbox === undefined) return undefined;
  if (!URL.canParse(url ?? '') || !URL.canParse(mailbox ?? ''))
    throw new Error('give both as http://host:port');
  return { url: url ?? '', mailbox: mailbox ?? '' };
};

let elsewhere: ReturnType<typeof elsewhereOf>;
try {
  elsewhere = elsewhereOf();
} catch (error) {
  console.error(`demo: ${(error as Error).message}\n${usage}`);
  process.exit(2);
}

let status = 1;
try {
  const began = performance.now();
  status = (await runMainJob(await bringUp(elsewhere), began, elsewhere)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await stopHere();
}
process.exit(status);
