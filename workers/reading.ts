// What reads files: fetched when the first ones come, since the page stands without it.
export { formats } from '../src/formats/detect.ts';
export { groupsOf } from './dropped-groups.ts';
export { importFiles } from './import-files.ts';
export { lookAt } from './inspect.ts';
export { planFiles } from './plan-files.ts';
