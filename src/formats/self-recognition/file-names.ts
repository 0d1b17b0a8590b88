import { baseName, folderOf, stem } from '../names.ts';

/** The evaluator a result file is named after: `gpt4` for `xsum/gpt4_results.json`. */
export function evaluatorOf(path: string): string {
  return stem(path).replace(/_(results|recognition|scores|detection|comparison)(_.*)?$/i, '');
}

/** The folder a result file lies in, which these studies name after the data set; null at the top. */
export function datasetOf(path: string): string | null {
  return baseName(folderOf(path)) || null;
}
