// Run in a process of its own: the package unpacks into the temporary folder of the environment it finds itself in.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
