import { runService } from '@skein/service-kit';
import { survey } from './app.ts';

await runService(survey);
