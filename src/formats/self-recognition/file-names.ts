import { baseName, folderOf, stem } from '../names.ts';

/** The evaluator a result file is named after: `gpt4` for `xsum/gpt4_results.json`. */
export function evaluatorOf(path: string): string {
  return stem(path).replace(/_(results|recognition|scores|detection|comparison)(_.*)?$/i, '');
}

/** The folder a result file lies in, which these studies name after the data set; null at the top. */
export function datasetOf(path: string): string | null {
  return baseName(folderOf(path)) || null;
}

/**
 * The judge of a record. These studies write the model that was fine-tuned where the judge is the fine-tuned
 * one, which only the file's name tells: `xsum_10_ft_gpt35` for records of `gpt35`.
 */
export function judgeNamed(written: string | null, evaluator: string): string {
  if (written === null) return evaluator;
  return evaluator.endsWith(`_ft_${written}`) ? evaluator : written;
}
