import { runService } from '@skein/service-kit';
import { membership } from './app.ts';

await runService(membership);
