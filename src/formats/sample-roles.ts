/** Columns of what tools write of each sample, with their roles, in the order of the tables. */
export const SAMPLE_ROLES = {
  model: 'model',
  prompt: 'prompt',
  task: 'task',
  item: 'item',
  metric: 'facet',
  score: 'score',
  failure: 'failure',
  text: 'text',
  response: 'response',
} as const;
