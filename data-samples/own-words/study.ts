import { seededRandom } from '../../src/stats/resample/random.ts';
import type { Random } from '../../src/stats/resample/random.ts';
import {
  JUDGES,
  LENGTH_EFFECT,
  NOTICES,
  NOTICES_TUNED,
  OWN_EFFECT,
  PLACE_EFFECT,
  QUESTIONS,
  SHARE_BY_PEOPLE,
  SHARED_LUCK,
  SHARE_LOST,
  WRITERS,
} from './design.ts';
import type { JudgeDesign } from './design.ts';

/** A record of a self-recognition study: own text against another, both questions, both orders. */
export interface RecognitionRecord {
  readonly key: string;
  readonly model: string;
  readonly forward_detection: '1' | '2';
  readonly backward_detection: '1' | '2';
  readonly detection_score: number;
  readonly forward_comparison: '1' | '2';
  readonly backward_comparison: '1' | '2';
  readonly self_preference: number;
}

/** A battle: two answers to a question, and who won in a judge's eyes. */
export interface Battle {
  readonly question_id: number;
  readonly category: string;
  readonly model_a: string;
  readonly model_b: string;
  readonly winner: 'model_a' | 'model_b';
  readonly judge: string;
  readonly conversation_a: readonly Message[];
  readonly conversation_b: readonly Message[];
}

interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

export interface OwnWords {
  /** Records by judge; a lost answer is NaN, as Python writes it. */
  readonly recognition: ReadonlyMap<string, readonly RecognitionRecord[]>;
  readonly battles: readonly Battle[];
}

/** Draws the study; the same seed gives the same one. */
export function drawOwnWords(seed: number): OwnWords {
  const random = seededRandom(seed);
  return {
    recognition: new Map(JUDGES.map((judge) => [judge.name, drawRecognition(judge, random)])),
    battles: drawBattles(random),
  };
}

function odds(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function round(x: number): number {
  return Number(x.toFixed(6));
}

function drawRecognition(judge: JudgeDesign, random: Random): RecognitionRecord[] {
  const own = WRITERS.find(({ name }) => judge.name.startsWith(name))!;
  const tuned = judge.name !== own.name;
  const others = [
    ...WRITERS.filter(({ name }) => name !== own.name),
    { name: 'human', strength: -0.3 },
  ];
  const notices = tuned ? NOTICES_TUNED : NOTICES;
  return Array.from({ length: notices }, (_, i) => `notice-${i + 1}`).flatMap((key) =>
    others.map((other): RecognitionRecord => {
      // What gives the own text away also makes it liked: both answers share this.
      const style = 0.9 * random.normal();
      const knows = judge.recognises + style + 0.4 * random.normal();
      const likes = judge.favour + own.strength - other.strength + style + 0.6 * random.normal();
      const place = (x: number, isFirst: boolean): '1' | '2' => {
        const isOwn = random.uniform() < odds(1.5 * x + (isFirst ? 1 : -1) * 1.5 * judge.first);
        return isOwn === isFirst ? '1' : '2';
      };
      const lost = random.uniform() < SHARE_LOST;
      return {
        key,
        model: other.name,
        forward_detection: place(knows, true),
        backward_detection: place(knows, false),
        detection_score: round(odds(knows)),
        forward_comparison: place(likes, true),
        backward_comparison: place(likes, false),
        self_preference: lost ? NaN : round(odds(likes)),
      };
    }),
  );
}

const TOPICS = ['gardening', 'cooking', 'cycling', 'painting', 'sailing', 'knitting'];
const FILLER =
  'Begin with what you have and keep a note of what changes. Small steps show sooner what helps, and a second look the next day tells more than a long first one. Ask someone who has done it before.';

function drawBattles(random: Random): Battle[] {
  const battles: Battle[] = [];
  for (let q = 1; q <= QUESTIONS; q++) {
    const topic = TOPICS[q % TOPICS.length];
    const question = `Question ${q}: how do I get better at ${topic}?`;
    const texts = new Map(
      WRITERS.map(({ name }) => {
        const length = Math.round(Math.min(190, Math.max(40, 110 + 38 * random.normal())));
        return [name, `${FILLER.slice(0, length)}`];
      }),
    );
    for (let a = 0; a < WRITERS.length; a++)
      for (let b = a + 1; b < WRITERS.length; b++) {
        const turned = random.uniform() < 0.5;
        const pair = turned ? [WRITERS[b], WRITERS[a]] : [WRITERS[a], WRITERS[b]];
        const byPeople = random.uniform() < SHARE_BY_PEOPLE;
        const quality = pair[0].strength - pair[1].strength;
        const longer = (texts.get(pair[0].name)!.length - texts.get(pair[1].name)!.length) / 100;
        // Judges and people often see the same in a pair: their verdicts share their luck.
        const luck = random.uniform();
        const decide = (judge: string, x: number): void => {
          const own = random.uniform();
          const drawn = random.uniform() < SHARED_LUCK ? luck : own;
          battles.push({
            question_id: q,
            category: 'answers',
            model_a: pair[0].name,
            model_b: pair[1].name,
            winner: drawn < odds(x) ? 'model_a' : 'model_b',
            judge,
            conversation_a: talk(question, texts.get(pair[0].name)!),
            conversation_b: talk(question, texts.get(pair[1].name)!),
          });
        };
        for (const judge of WRITERS.filter(({ judges }) => judges)) {
          const own = Number(judge.name === pair[0].name) - Number(judge.name === pair[1].name);
          decide(judge.name, quality + PLACE_EFFECT + OWN_EFFECT * own + LENGTH_EFFECT * longer);
        }
        if (byPeople) decide(`human_${1 + random.below(5)}`, quality + PLACE_EFFECT);
      }
  }
  return battles;
}

function talk(question: string, answer: string): Message[] {
  return [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ];
}
