import { runMocha } from '../run-mocha.ts';

process.exitCode = (await runMocha(async () => {})) > 0 ? 1 : 0;
