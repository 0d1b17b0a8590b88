import { mount } from 'svelte';
import databaseUrl from '../workers/database.worker.ts?worker&url';
import resampleUrl from '../workers/resample.worker.ts?worker&url';
import fitUrl from '../workers/fit.worker.ts?worker&url';
import judgesUrl from '../workers/judges.worker.ts?worker&url';
import App from './App.svelte';
import { connectDatabase } from './client/database.ts';
import { offerAutomation } from './state/automation.ts';
import { connectJudges } from './client/judges-worker.ts';
import { connectFitter } from './client/fitter.ts';
import { connectResampler } from './client/resampler.ts';
import { Workbench } from './state/workbench.svelte.ts';
import './ui/styles/index.css';

const database = connectDatabase(databaseUrl);
const scorers = connectResampler(resampleUrl);
const workbench = new Workbench(database, connectFitter(fitUrl), connectJudges(judgesUrl), scorers);
offerAutomation(database, scorers);

// A bug of our own: said on the page, and left in the console with its trace.
addEventListener('unhandledrejection', ({ reason }) => workbench.confess(reason));
addEventListener('error', ({ error }) => {
  // A resize observer that needs another round reports an error event without an error.
  if (error) workbench.confess(error);
});

mount(App, { target: document.getElementById('app')!, props: { workbench } });
