import { expose } from 'comlink';
import { judgeSession } from './judge-session.ts';

expose(judgeSession());
