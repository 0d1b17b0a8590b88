// What reads files: fetched once the engine is open, which need not wait for it.
export { formats } from '../src/formats/detect.ts';
export { groupsOf } from './dropped-groups.ts';
export { importFiles } from './import-files.ts';
export { setAside } from './beside-results.ts';
export { lookAt } from './inspect.ts';
export { nowAndThen } from './now-and-then.ts';
export { planFiles } from './plan-files.ts';
export { rehearse } from './rehearsal.ts';
