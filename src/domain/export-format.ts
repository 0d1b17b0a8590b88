/** How the canonical tables are written for use elsewhere, or for dropping them again. */
export const EXPORT_FORMATS = ['parquet', 'csv', 'arrow'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
