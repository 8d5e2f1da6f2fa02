// Loaded before every test file: properties are tried on the same values each time, so that a run says something about the
// change it is made for. `npm run fuzz` tries them on others, and says which seed repeats what it found.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.CODE_COACH_SEED ?? 1) });
