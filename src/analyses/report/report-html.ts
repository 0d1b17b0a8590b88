import type { Fingerprint } from '../../domain/fingerprint.ts';
import { count } from '../../domain/format.ts';
import type { NumberTable } from '../../domain/panel.ts';

/** A panel as a report prints it. */
export interface ReportPanel {
  readonly title: string;
  readonly unit: string;
  readonly says: string;
  readonly note: string;
  /** The figure as the text of a stand-alone SVG; null where there is none. */
  readonly svg: string | null;
  readonly table: NumberTable | null;
  readonly sql: string | null;
  /** Paragraphs of a panel that is a text; empty where it is none. */
  readonly words: string;
}

/** A view as a report prints it: the chosen panels, with the question they answer. */
export interface ReportSection {
  readonly view: string;
  /** The answer of the view, in words. */
  readonly answer: string;
  /** The question, in words. */
  readonly question: string;
  readonly panels: readonly ReportPanel[];
  readonly link: string;
}

/** Everything that a report says. */
export interface Report {
  readonly title: string;
  readonly sections: readonly ReportSection[];
  readonly files: readonly Fingerprint[];
  readonly versions: readonly (readonly [name: string, version: string])[];
  readonly date: Date;
}

/** Rows of a table that are printed; the page has the others. */
const MOST_ROWS = 500;

// System colours: the file follows the theme of whoever reads it, its figures keep theirs.
const STYLE = `:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: CanvasText; background: Canvas; font: 15px/1.5 Inter, system-ui, sans-serif; }
section { margin-block: 2.5rem; border-top: 1px solid; padding-top: .5rem; }
.answer { font: 1.5rem/1.35 'Source Serif 4 Variable', Georgia, serif; }
.says { font: 1.05rem/1.45 'Source Serif 4 Variable', Georgia, serif; }
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; font-size: 13px; }
th, td { padding: 3px 14px 3px 0; text-align: left; border-bottom: 1px solid GrayText; }
.num { text-align: right; font-variant-numeric: tabular-nums; }
.small, pre { font-size: 12px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.small { overflow-wrap: anywhere; }
.words { white-space: pre-wrap; }`;

/**
 * A report as one HTML file that needs nothing else: it loads nothing and runs nothing, which a policy
 * of its own holds it to. Every text is escaped; figures are the SVG that the page itself drew. `fonts` are
 * the rules of the fonts it brings with it, as the page itself wrote them.
 */
export function reportHtml(report: Report, fonts: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(report.title)} · Declination</title>
<style>${fonts}
${STYLE}</style>
</head>
<body>
<h1>${escaped(report.title)}</h1>
${report.sections.map(sectionHtml).join('\n')}
<section>
<h2>Where these numbers come from</h2>
${filesHtml(report.files)}
<p class="small">${report.versions.map(([name, version]) => `${escaped(name)} ${escaped(version)}`).join(' · ')} · ${report.date.toISOString().slice(0, 10)}</p>
</section>
</body>
</html>
`;
}

function sectionHtml({ view, answer, question, panels, link }: ReportSection): string {
  return `<article>
<h2>${escaped(view)}</h2>
<p class="answer">${escaped(answer)}</p>
<p>${escaped(question)}</p>
${panels.map(panelHtml).join('\n')}
<p class="small">The same view, for whoever has the same files: <a href="${escaped(link)}">${escaped(link)}</a></p>
</article>`;
}

function panelHtml(panel: ReportPanel): string {
  const parts = [
    `<h3>${escaped(panel.title)}${panel.unit === '' ? '' : ` <small>${escaped(panel.unit)}</small>`}</h3>`,
    panel.says === '' ? '' : `<p class="says">${escaped(panel.says)}</p>`,
    panel.svg === null ? '' : `<figure>${panel.svg}</figure>`,
    panel.words === '' ? '' : `<p class="words">${escaped(panel.words)}</p>`,
    panel.table === null ? '' : tableHtml(panel.table),
    panel.note === '' ? '' : `<p class="small">${escaped(panel.note)}</p>`,
    panel.sql === null
      ? ''
      : `<details><summary class="small">SQL</summary><pre>${escaped(panel.sql)}</pre></details>`,
  ];
  return `<section>\n${parts.filter(Boolean).join('\n')}\n</section>`;
}

function tableHtml({ columns, rows }: NumberTable): string {
  const kind = (c: number): string => (columns[c].numeric ? ' class="num"' : '');
  const head = columns.map(({ name }, c) => `<th${kind(c)}>${escaped(name)}</th>`).join('');
  const body = rows
    .slice(0, MOST_ROWS)
    .map((row) => row.map(({ text }, c) => `<td${kind(c)}>${escaped(text)}</td>`).join(''))
    .map((cells) => `<tr>${cells}</tr>`);
  const rest =
    rows.length > MOST_ROWS
      ? `<p class="small">The first ${count(MOST_ROWS)} of ${count(rows.length)} rows.</p>`
      : '';
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>${rest}`;
}

function filesHtml(files: readonly Fingerprint[]): string {
  const rows = files.map(
    ({ name, size, rows, hash }) =>
      `<tr><td>${escaped(name)}</td><td class="num">${count(size)}</td><td class="num">${count(rows)}</td><td><code>${escaped(hash)}</code></td></tr>`,
  );
  return `<table>\n<thead><tr><th>File</th><th class="num">Bytes</th><th class="num">Rows</th><th>SHA-256</th></tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

/** Text as it may stand between tags and in quoted attributes. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
