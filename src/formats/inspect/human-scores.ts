import type { TableFormat } from '../format.ts';
import { at, nameOf } from '../fields.ts';
import { INSPECT_GRADES } from '../grades.ts';
import { headShape } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { stem } from '../names.ts';
import { eachRecord, recordTable } from '../record-table.ts';
import { scoresOf } from './scores.ts';

/**
 * Scores made outside of Inspect, as its `precomputed_scores()` reads them: records of `id` and `value`,
 * often ratings by people. They are what is true, so they are read as references.
 */
export const inspectHumanScores: TableFormat = {
  id: 'inspect-human-scores',
  label: 'Scores for Inspect’s precomputed_scores()',
  recognise({ head }) {
    const keys = headShape(head)?.keys;
    if (!keys?.has('id') || !keys.has('value')) return 0;
    if (keys.has('model') || keys.has('score')) return 0;
    return keys.has('epoch') || keys.has('answer') || keys.has('explanation') ? 0.9 : 0;
  },
  open(source) {
    const table = recordTable({
      roles: { item: 'item', run: 'run', rater: 'rater', metric: 'facet', score: 'score' },
      kind: 'references',
      grades: INSPECT_GRADES,
      read: (rows) =>
        eachRecord(readObjects(source), rows, (record) => {
          const rater =
            nameOf(at(record, 'metadata', 'rater')) ??
            nameOf(at(record, 'metadata', 'annotator')) ??
            stem(source.name);
          const scored = { scores: { value: { value: record.value } } };
          for (const score of scoresOf(scored, []))
            rows.add({
              item: nameOf(record.id),
              run: nameOf(record.epoch),
              rater,
              metric: score.metric.replace(/^value\.?/, '') || null,
              score: score.value,
            });
        }),
    });
    return Promise.resolve(table);
  },
};
