import { proxy, transfer, wrap } from 'comlink';
import type { EncodedCells, Fitter } from '../protocol/fitter.ts';
import { failure } from './database.ts';
import { spawnWorker } from './spawn-worker.ts';

/** A fit worker and what speaks for it. */
export interface FitWorker {
  readonly worker: Pick<Worker, 'terminate'>;
  readonly remote: Fitter;
  readonly failed: Promise<never>;
}

/** Starts a fit worker. The proxy is kept with its worker: comlink silences a worker whose proxy is collected as garbage. */
export function startFitWorker(workerUrl: string): FitWorker {
  const worker = spawnWorker(workerUrl, 'fit');
  const far = wrap<Fitter>(worker);
  const remote: Fitter = {
    fitVariance: (request) => far.fitVariance(request),
    stopAsking: () => far.stopAsking(),
    profileShares: (ratios, onProgress) => far.profileShares(ratios, proxy(onProgress)),
    profileVariance: (term) => far.profileVariance(term),
    testShare: (ratio, hypothesis) => far.testShare(ratio, hypothesis),
    henderson: () => far.henderson(),
    effects: () => far.effects(),
    residualSpread: (cells, facet) =>
      far.residualSpread(transfer(cells, buffersOf([cells])), facet),
    generalize: (request, replicates) => far.generalize(request, replicates),
    bootstrapSource: () => far.bootstrapSource(),
    summariseBootstrap: (parts, ratios) => far.summariseBootstrap(parts, ratios),
    bootstrap: (source, range, onProgress) => far.bootstrap(source, range, proxy(onProgress)),
    describeDeployments: (records, beliefs, weights) =>
      far.describeDeployments(transfer(records, [records.buffer]), beliefs, weights),
    explainChanges: (records, validation, onProgress) =>
      far.explainChanges(transfer(records, [records.buffer]), validation, proxy(onProgress)),
  };
  return { worker, remote, failed: failure(worker, 'fit') };
}

/** The bytes of cells, each buffer once: several answers may be views of the same one. */
export function buffersOf(cells: readonly EncodedCells[]): Transferable[] {
  const buffers = cells.map(({ bytes }) => bytes.buffer);
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
