import type { Random } from '../../src/stats/resample/random.ts';

interface Scene {
  readonly asks: readonly string[];
  readonly answers: readonly string[];
}

const SCENES: readonly Scene[] = [
  {
    asks: [
      'So who can tell me why it floats?',
      'The clay ball sank and the clay boat did not. What changed?',
      'Before we drop it in: hands up if you think it sinks.',
      'You weighed both of them. What did you find?',
    ],
    answers: [
      'Because it’s, like, not heavy?',
      'It pushes the water away, so the water pushes back.',
      'The big one should sink, but it didn’t.',
      'There’s air in it, so it can’t go down.',
    ],
  },
  {
    asks: [
      'Eleven, you said. Eleven what?',
      'How many squares fit along the longer side?',
      'Is the area the same if I cut it and move the piece?',
      'Why did you multiply there and not add?',
    ],
    answers: [
      'Eleven … squares.',
      'I counted the edge twice, I think.',
      'It’s the same, you only moved it.',
      'Because it’s rows, so it’s four times six.',
    ],
  },
  {
    asks: [
      'Three quarters or five eighths: which is more, and how do you know?',
      'Where would one half go on this line?',
      'Somebody wrote two fifths plus one fifth is three tenths. Do we agree?',
      'Can you show that with the strips?',
    ],
    answers: [
      'Three quarters, because you can make it six eighths.',
      'In the middle, but the middle of what?',
      'You don’t add the bottoms. The pieces stay fifths.',
      'This one is longer, so it’s more.',
    ],
  },
  {
    asks: [
      'Why does the poet say the road is tired?',
      'Read me the line that made you think so.',
      'Who is speaking here, and to whom?',
      'Does the mood change in the last verse?',
    ],
    answers: [
      'Roads don’t get tired. He is.',
      'Line four, where it says “again”.',
      'I think it’s the mother, but she’s not there any more.',
      'It gets quieter, like she gave up.',
    ],
  },
  {
    asks: [
      'Why did the town build the wall there and not by the river?',
      'This letter says one thing and the map another. Which do we trust?',
      'What would the merchant have said about the tax?',
      'Is that something we know, or something we guess?',
    ],
    answers: [
      'Because they could see who’s coming from up there.',
      'The map, because nobody was angry when they drew it.',
      'He’d say it’s unfair, he already paid at the bridge.',
      'We guess it. The page is missing.',
    ],
  },
  {
    asks: [
      'What does the plant in the cupboard need that it did not get?',
      'Your leaves went yellow and theirs did not. Any idea why?',
      'If it makes sugar from light, where does the sugar go?',
      'What should we keep the same in both pots?',
    ],
    answers: [
      'Light. And maybe somebody to talk to it.',
      'We gave it too much water because we were afraid.',
      'Into the roots, for later.',
      'The water and the soil, and only change the light.',
    ],
  },
];

const OPENINGS = [
  '',
  'Right. Next one. ',
  'Page forty. Quietly, please. ',
  'Let me stop you there. ',
  'I heard two answers. ',
  'Take your time. ',
  'Eyes on the board. ',
];

const CLOSINGS = [
  'T: Good. And the next?',
  'T: Say more about that.',
  'T: Turn to your neighbour and compare what you wrote.',
  'T: Who is convinced by that, and who is not?',
  'T: No. Somebody else?',
  'T: Interesting. What would have to be true for that to work?',
  'T: Write that down, in those words.',
  'T: Thank you. We will come back to it.',
];

/** `count` lesson excerpts, no two alike; throws where the parts do not yield so many. */
export function snippets(count: number, random: Random): string[] {
  const made = new Set<string>();
  for (let tries = 0; made.size < count; tries++) {
    if (tries > 100 * count) throw new Error(`invalid count; too few different parts: ${count}`);
    const scene = pick(SCENES, random);
    const opening = pick(OPENINGS, random);
    const closing = random.uniform() < 0.7 ? ` ${pick(CLOSINGS, random)}` : '';
    made.add(
      `T: ${opening}${pick(scene.asks, random)} S: ${pick(scene.answers, random)}${closing}`,
    );
  }
  return [...made];
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[random.below(values.length)]!;
}
