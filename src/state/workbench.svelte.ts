import { MOST_CHARACTERS } from '../analyses/sql/options.ts';
import type { Database } from '../client/database.ts';
import type { StoppableFitter } from '../client/fitter.ts';
import type { JudgesWorker } from '../client/judges-worker.ts';
import type { ScoreWorkers } from '../client/resampler.ts';
import { runItemDetail, runLevelSearch } from '../client/run-analysis.ts';
import { EMPTY_DATASET, hasRows } from '../domain/dataset.ts';
import type { Dataset } from '../domain/dataset.ts';
import { needsReference } from '../domain/error-measure.ts';
import type { Fingerprint } from '../domain/fingerprint.ts';
import type { Mapping } from '../domain/import-report.ts';
import type { Problem, Result } from '../domain/problem.ts';
import { DEFAULT_QUESTION } from '../domain/question.ts';
import type { Question } from '../domain/question.ts';
import type { Study, StudyFile } from '../domain/study.ts';
import { ArrangedTables } from './arranged-tables.svelte.ts';
import { fetchFiles } from './fetch-files.ts';
import { Imports } from './imports.svelte.ts';
import { withOneMetric } from './default-filters.ts';
import { saidMappings } from './linked-mappings.ts';
import { internalProblem } from './internal-problem.ts';
import { LinkHistory } from './link-history.svelte.ts';
import { isAnswerable, questionGaps } from './question-gaps.ts';
import { Results } from './results.svelte.ts';
import { KeptFiles } from './kept-files.svelte.ts';
import { SavedQueries } from './saved-queries.svelte.ts';
import { SqlDesk } from './sql-desk.svelte.ts';
import { Studies } from './studies.svelte.ts';
import { INITIAL_STATE, writeAddress } from './url.ts';
import type { LinkState } from './url.ts';
import { answersQuestion, firstView } from './view-names.ts';
import type { ViewName } from './view-names.ts';
import type { ViewOptions } from './view-options.ts';
import { compareFiles, sameFiles } from './wanted-files.ts';

/** The whole state of the page: data, question, view and answers, in step with the address. */
export class Workbench {
  #dataset = $state.raw<Dataset>(EMPTY_DATASET);
  #question = $state.raw<Question>(INITIAL_STATE.question);
  #view = $state<ViewName>(INITIAL_STATE.view);
  #options = $state.raw<ViewOptions>(INITIAL_STATE.options);
  /** The study that the files come from, if they are no files of the reader's. */
  #study = $state.raw<Study | null>(null);
  /** What was said, on the visit before, of the columns of files that were kept. */
  #keptMappings: readonly Mapping[] = [];
  /** The study that the link was made with, until files are here. */
  #linkedStudy: string | null = null;
  /** Files of the link that was opened, until the same are loaded or the reader lets them go. */
  #wanted = $state.raw<readonly Fingerprint[]>([]);
  /** The view the link asked for, while files are still missing. */
  #wantedView: ViewName | null = null;
  /** Whether the measure is what data without references left, not what the reader chose. */
  #isMeasureGiven = false;
  /** The view an import began with: a reader who leaves it meanwhile stays where they went. */
  #importView: ViewName | null = null;
  /** What is wrong with the link, or with the engine. */
  problem = $state.raw<Problem | null>(null);
  /** Saved queries that came with the study, until the reader has them or not. */
  offeredQueries = $state.raw<File | null>(null);
  /** Version of the database engine, once it is open. */
  engine = '';

  readonly #database: Database;
  readonly tables: ArrangedTables;
  readonly history: LinkHistory;
  readonly imports: Imports;
  readonly results: Results;
  readonly desk: SqlDesk;
  readonly queries = new SavedQueries();
  readonly studies = new Studies();
  readonly kept: KeptFiles;

  readonly gaps = $derived.by(() => this.tables.gaps(this.#question, this.#dataset));
  readonly isAnswerable = $derived(isAnswerable(this.gaps));
  readonly wanted = $derived.by(() => compareFiles(this.#wanted, this.#dataset.files));

  constructor(
    database: Database,
    fitter: StoppableFitter,
    judges: JudgesWorker,
    scorers: ScoreWorkers,
  ) {
    this.#database = database;
    this.tables = new ArrangedTables(database, (result) => this.#rearranged(result));
    this.results = new Results(database, fitter, judges, scorers);
    this.desk = new SqlDesk(database);
    this.kept = new KeptFiles(database, () => ({
      study: this.#study?.id ?? null,
      mappings: this.#said(),
    }));
    this.history = new LinkHistory((state) => {
      this.#visit(state);
      void this.openStudies();
    });
    this.imports = new Imports(database, {
      start: () => this.#startImport(),
      loaded: (dataset, study) => this.#load(dataset, study),
    });
    this.#visit(this.history.read());
  }

  get dataset(): Dataset {
    return this.#dataset;
  }
  get question(): Question {
    return this.#question;
  }
  get view(): ViewName {
    return this.#view;
  }
  get options(): ViewOptions {
    return this.#options;
  }
  /** Whether nothing has been dropped yet. */
  get isEmpty(): boolean {
    const { entries, busy } = this.imports;
    return this.#dataset.files.length === 0 && entries.length === 0 && !busy;
  }

  /** What the loaded files are called together. */
  get title(): string {
    const [first, ...others] = this.#dataset.files;
    if (!first) return 'New study';
    if (this.#study) return `${this.#study.title}${this.#study.isSample ? ', sample study' : ''}`;
    return others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
  }

  /** The link to what is on show, with or without the names of the files. */
  link(withNames = true): string {
    const files = this.#dataset.files.map((file) => (withNames ? file : { ...file, name: '' }));
    return writeAddress(this.#state(files));
  }

  /** Where a view answers the present question. */
  linkTo(view: ViewName): string {
    return writeAddress({ ...this.#state(), view });
  }

  /** Opens the engine in the background, so that it is there when files come. */
  async open(): Promise<void> {
    const opened = await this.#database.open();
    if (opened.ok) this.engine = opened.value.engine;
    else this.problem = opened.problem;
  }

  /** Loads what the browser kept of the last visit, unless the link asks for other files. */
  async openKept(): Promise<void> {
    await this.kept.look();
    const { info } = this.kept;
    const isOther = this.#wanted.length > 0 && info && !sameFiles(this.#wanted, info.files);
    if (!this.kept.isWanted || !info || isOther || !this.isEmpty) return;
    const restored = await this.kept.restore();
    if (!restored || !this.isEmpty) return;
    const { study, mappings } = restored;
    const known = study === null ? null : await this.studies.find(study);
    this.#keptMappings = mappings;
    this.#load(restored.dataset, known?.ok ? known.value : null);
  }

  /** Reads what is published beside the page, and opens the study that the link names. */
  async openStudies(): Promise<void> {
    void this.studies.load();
    const id = this.#linkedStudy;
    if (id === null || !this.isEmpty) return;
    const study = await this.studies.find(id);
    if (!study.ok) this.problem = study.problem;
    else if (this.isEmpty) await this.imports.addStudy(study.value);
  }

  /** Asks another question; an entry of the browser's history. */
  ask(question: Question): void {
    if (question.measure !== this.#question.measure) this.#isMeasureGiven = false;
    this.#question = question;
    this.#step();
  }

  /** Works the answers out once more, after one of them failed. */
  askAgain(): void {
    this.problem = null;
    this.results.clear();
    this.#answer();
  }

  /** Shows another view; an entry of the browser's history. */
  show(view: ViewName): void {
    this.#view = view;
    this.#step();
  }

  /** Sets how a view is shown; it goes into the link, but is not worth an undo of its own. */
  set<Name extends keyof ViewOptions>(view: Name, options: ViewOptions[Name]): void {
    this.#options = { ...this.#options, [view]: options };
    this.history.replace(this.#state());
    this.#answer();
  }

  /** Runs what stands in the SQL view. */
  async runSql(): Promise<void> {
    this.keepSql();
    await this.desk.run(this.#question);
  }

  /** Shows a statement in the SQL view and runs it there. */
  async openSql(text: string): Promise<void> {
    this.#options = { ...this.#options, sql: { version: 1, text, chart: null, parameters: [] } };
    this.desk.put(this.#options.sql, false);
    this.show('sql');
    await this.desk.run(this.#question);
  }

  /** Asks a saved query: its whole question and view. Its statement is shown, not run. */
  openQuery({ view, question, options }: LinkState): void {
    this.#isMeasureGiven = false;
    this.#question = question;
    this.#options = options;
    this.desk.put(options.sql, false);
    this.show(view);
  }

  /** What is on show, to be saved: the question and the view, no files. */
  get query(): LinkState {
    return this.#state([]);
  }

  /** Takes the statement that is being written into the address. */
  keepSql(): void {
    const { text, parameters } = this.desk;
    const { sql } = this.#options;
    if (sql.text !== text || JSON.stringify(sql.parameters) !== JSON.stringify(parameters))
      this.set('sql', { ...sql, text, parameters });
  }

  /** Lets go of the files that the link was made with: the loaded ones are meant. */
  acceptFiles(): void {
    this.#wanted = [];
    this.#linkedStudy = null;
    this.imports.linked = null;
    this.#view = this.#wantedView ?? this.#view;
    this.#step();
  }

  /** Forgets all data, and the question with them. */
  async forgetData(): Promise<void> {
    this.#dataset = await this.#database.clear();
    this.imports.forget();
    this.results.clear();
    this.desk.clear();
    this.desk.put(INITIAL_STATE.options.sql, false);
    this.#question = DEFAULT_QUESTION;
    this.#options = INITIAL_STATE.options;
    this.#view = INITIAL_STATE.view;
    this.#wanted = [];
    this.#wantedView = null;
    this.#study = null;
    this.#linkedStudy = null;
    this.#keptMappings = [];
    this.imports.linked = null;
    this.history.clear();
    await this.kept.forget();
  }

  /** Says on the page that Declination itself failed. */
  confess(error: unknown): void {
    this.problem = internalProblem(error);
  }

  /** A page of the items of the present question. */
  items(offset: number, limit: number, order: 'worst' | 'best') {
    return this.#database.items({ question: this.#question, offset, limit, order });
  }

  /** One item with its texts, references and scores. */
  itemsNeeded(design: Parameters<Database['itemsNeeded']>[0], differences: readonly number[]) {
    return this.#database.itemsNeeded(design, differences);
  }

  itemDetail(task: string, item: string) {
    return runItemDetail(this.#database, this.#question, task, item);
  }

  /** Names of a facet's levels that contain `text`; at most `limit`. */
  levels(facet: string, text: string, limit: number): Promise<Result<readonly string[]>> {
    return runLevelSearch(this.#database, facet, text, limit);
  }

  #startImport(): void {
    this.problem = null;
    if (this.#wanted.length > 0) this.#wantedView ??= this.#view;
    if (this.#dataset.files.length > 0 && this.#view !== 'data') this.show('data');
    this.#importView = this.#view;
  }

  #load(dataset: Dataset, study: Study | null): void {
    // A study with files of the reader's beside it is the reader's.
    this.#study = this.#dataset.files.length === 0 ? study : null;
    this.#linkedStudy = null;
    this.#dataset = dataset;
    this.results.clear();
    this.desk.clear();
    const hasLeft = this.#importView !== null && this.#view !== this.#importView;
    const chosen = this.#view;
    const isLinked = this.#wanted.length > 0;
    if (isLinked && sameFiles(this.#wanted, dataset.files)) {
      this.#wanted = [];
      this.imports.linked = null;
      this.#view = this.#wantedView ?? this.#view;
    } else if (isLinked) {
      this.#wantedView ??= this.#view;
      this.#view = 'data';
    } else {
      this.#fitMeasure(dataset);
      this.#question = withOneMetric(this.#question, dataset);
      this.#view = study ? firstView(dataset) : 'data';
    }
    if (hasLeft) this.#view = chosen;
    this.history.replace(this.#state());
    this.#answer();
    void this.kept.save(dataset);
    if (study?.queries) void this.#offerQueries(study.queries);
  }

  async #offerQueries(file: StudyFile): Promise<void> {
    const fetched = await fetchFiles([file], () => undefined, new AbortController().signal);
    if (fetched.ok) this.offeredQueries = fetched.value[0];
    else this.problem = fetched.problem;
  }

  #visit(link: Result<LinkState>): void {
    if (!link.ok) {
      this.problem = link.problem;
      return;
    }
    this.problem = null;
    const { view, question, options, files, study, mappings } = link.value;
    this.#view = view;
    this.#question = question;
    this.#options = options;
    this.desk.put(options.sql, options.sql.text !== INITIAL_STATE.options.sql.text);
    this.#wanted = sameFiles(files, this.#dataset.files) ? [] : files;
    this.#wantedView = null;
    this.#linkedStudy = study;
    this.imports.linked = files.length > 0 ? mappings : null;
    this.#answer();
  }

  #step(): void {
    this.history.push(this.#state());
    this.#answer();
  }

  #answer(): void {
    const { dataset, question, view, options } = this;
    if (!hasRows(dataset)) return;
    if (!this.tables.suit(question)) return void this.tables.follow(question);
    const subject = { dataset, question, view, options };
    if (dataset.observations > 0 && isAnswerable(questionGaps(question, dataset))) {
      this.results.ask(subject);
      if (view === 'sql') void this.desk.follow(question);
    } else if (answersQuestion(view)) this.results.leaveQuestion();
    else this.results.askFiles(subject);
  }

  #rearranged(result: Result<Dataset>): void {
    if (!result.ok) return void (this.problem = result.problem);
    this.#dataset = result.value;
    this.results.clear();
    this.desk.clear();
    this.#answer();
  }

  /** Data without references can only be asked what the score itself says: right or wrong. */
  #fitMeasure({ hasReference }: Dataset): void {
    const needs = needsReference(this.#question.measure);
    if (!hasReference && needs) {
      this.#question = { ...this.#question, measure: 'miss' };
      this.#isMeasureGiven = true;
    } else if (hasReference && this.#isMeasureGiven) {
      this.#question = { ...this.#question, measure: DEFAULT_QUESTION.measure };
      this.#isMeasureGiven = false;
    }
  }

  #said(): readonly Mapping[] {
    return [...this.#keptMappings, ...saidMappings(this.imports.loaded)];
  }

  /** What the address says: the files a link was made with, until they are here or let go. */
  #state(files = this.#wanted.length > 0 ? this.#wanted : this.#dataset.files): LinkState {
    const { view, question, options } = this;
    const { text, parameters } = this.desk;
    // A text too long for a link is not cut: half a statement would be another one.
    const sql = { ...options.sql, text: text.length <= MOST_CHARACTERS ? text : '', parameters };
    const study = this.#study?.id ?? this.#linkedStudy;
    const isHere = this.#wanted.length === 0;
    const mappings = isHere ? this.#said() : this.imports.linked;
    return { view, question, options: { ...options, sql }, files, study, mappings };
  }
}
