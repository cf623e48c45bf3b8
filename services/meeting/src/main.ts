import { runService } from '@skein/service-kit';
import { meeting } from './app.ts';

await runService(meeting);
