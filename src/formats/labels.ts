/** What the page says it reads; one line per registered format. */
export const FORMAT_LABELS: readonly string[] = ['CSV', 'TSV', 'JSON', 'JSONL', 'Parquet', 'Arrow'];
