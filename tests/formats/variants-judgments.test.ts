// Other forms in which pairwise judgments are found; each file is written here.
import { Field, List, Struct, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { parquetBytes } from '../../data-samples/formats/write/parquet-bytes.ts';
import { named, readGroups } from './read-groups.ts';
import { cells, file, lines, one } from './written-files.ts';

describe('pairwise judgments', () => {
  test('AlpacaEval: people have numbers, draws and failures are told apart', async () => {
    const pair = {
      instruction: 'i',
      output_1: 'x',
      output_2: 'y',
      generator_1: 'a',
      generator_2: 'b',
    };
    const text = JSON.stringify([
      { ...pair, preference: 1.5, annotator: 'judge' },
      { ...pair, preference: 2, annotator_index: 7 },
      { ...pair, preference: 99, annotator: 'judge' },
    ]);
    const group = await one(file('annotations.json', text.replace('99', 'NaN')));
    expect(cells(group.rows, 'judge', 'preference', 'failure')).toEqual([
      ['judge', 0.5, null],
      ['annotator 7', 0, null],
      ['judge', null, 'no preference found'],
    ]);
  });

  test('AlpacaEval’s leaderboard holds figures of the models its first column names', async () => {
    const group = await one(
      file(
        'leaderboard.csv',
        ',win_rate,standard_error,n_total,length_controlled_winrate,lc_standard_error\na,40.5,1.5,805,50.25,0.5\nb,10,1,805,,\n',
      ),
    );
    expect(group.kind).toBe('benchmarks');
    expect(cells(group.rows, 'model', 'task', 'metric', 'value', 'se', 'n')).toEqual([
      ['a', 'AlpacaEval', 'length_controlled_winrate', 50.25, 0.5, 805],
      ['a', 'AlpacaEval', 'win_rate', 40.5, 1.5, 805],
      ['b', 'AlpacaEval', 'win_rate', 10, 1, 805],
    ]);
  });

  test('AlpacaEval’s leaderboard as its page has it', async () => {
    const { format, rows } = await one(
      file(
        'leaderboard.csv',
        'name,length_controlled_winrate,win_rate,avg_length,link,samples,filter\nA,50.25,40,1365,,https://a,minimal\nB,,10,811,,https://b,verified\n',
      ),
    );
    expect(format).toBe('alpaca-leaderboard');
    expect(cells(rows, 'model', 'metric', 'value')).toEqual([
      ['A', 'length_controlled_winrate', 50.25],
      ['A', 'win_rate', 40],
      ['B', 'win_rate', 10],
    ]);
  });

  test('MT-bench pairs: agreed, not agreed, and an error', async () => {
    const pair = {
      question_id: 81,
      model_1: 'a',
      model_2: 'b',
      judge: ['gpt-4', 'pair-v2'],
      turn: 1,
    };
    const group = await one(
      file(
        'gpt-4_pair.jsonl',
        lines(
          { ...pair, g1_winner: 'model_1', g2_winner: 'model_1' },
          { ...pair, g1_winner: 'model_1', g2_winner: 'model_2' },
          { ...pair, g1_winner: 'error', g2_winner: 'tie' },
        ),
      ),
    );
    expect(cells(group.rows, 'preference', 'failure', 'forward', 'backward')).toEqual([
      [1, null, 'a', 'a'],
      [0.5, null, 'a', 'b'],
      [null, 'no verdict found', null, 'tie'],
    ]);
  });

  test('Arena battles: both bad is a tie; as a table with a column per outcome too', async () => {
    const battle = { model_a: 'a', model_b: 'b', judge: 'p', turn: 1 };
    const group = await one(
      file('battles.json', [
        { ...battle, question_id: 'x', winner: 'tie (bothbad)' },
        { ...battle, question_id: 'y', winner: 'model_b' },
      ]),
    );
    expect(cells(group.rows, 'item', 'preference')).toEqual([
      ['x', 0.5],
      ['y', 0],
    ]);
    const table = await one(
      file(
        'train.csv',
        'id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n7,a,b,"[""q"",""r""]",x,"[""y"",null]",1,0,0\n8,a,b,[q],x,y,0,0,1\n',
      ),
    );
    expect(cells(table.rows, 'item', 'model_a', 'preference', 'text', 'response_b')).toEqual([
      ['7', 'a', 1, 'q\n\nr', 'y'],
      ['8', 'a', 0.5, '[q]', 'y'],
    ]);
  });

  test('Arena battles: the winner may be named, messages may have parts', async () => {
    const said = (role: string, text: string): unknown => ({
      role,
      content: [{ type: 'text', text }],
    });
    const battle = {
      model_a: 'x',
      model_b: 'y',
      conversation_a: [said('user', 'Why?'), said('assistant', 'So.')],
      conversation_b: [said('user', 'Why?'), said('assistant', 'Because.')],
    };
    const winners = ['x', 'y', 'Model A', 'both_bad', 'neither'];
    const { rows } = await one(
      file(
        'battles.jsonl',
        lines(...winners.map((winner, i) => ({ ...battle, id: `${i}`, winner }))),
      ),
    );
    expect(cells(rows, 'preference', 'text', 'response_b')).toEqual(
      [1, 0, 1, 0.5, null].map((preference) => [preference, 'Why?', 'Because.']),
    );
  });

  test('Arena battles as Parquet and Arrow, with conversations as lists and as JSON', async () => {
    const talk = (said: string): unknown[] => [
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: said },
    ];
    const battles = ['model_a', 'model_b', 'tie', 'tie (bothbad)'].map((winner, i) => ({
      question_id: `q${i}`,
      model_a: 'x',
      model_b: 'y',
      winner,
      turn: 1,
    }));
    const columns = Object.fromEntries(
      (['question_id', 'model_a', 'model_b', 'winner'] as const).map((name) => [
        name,
        vectorFromArray(
          battles.map((battle) => battle[name]),
          new Utf8(),
        ),
      ]),
    );
    const message = new Struct([
      new Field('role', new Utf8()),
      new Field('content', new Utf8()),
    ] as never);
    const lists = vectorFromArray(
      battles.map(() => talk('So.')),
      new List(new Field('item', message)),
    );
    const texts = vectorFromArray(
      battles.map(() => JSON.stringify(talk('Because.'))),
      new Utf8(),
    );
    const table = new Table({ ...columns, conversation_a: lists, conversation_b: texts } as never);
    const stream = tableToIPC(table, 'stream');
    for (const [name, bytes] of [
      ['battles.parquet', parquetBytes(stream)],
      ['battles.feather', tableToIPC(table, 'file')],
      ['battles.arrows', stream],
    ] as const) {
      const { format, rows } = await one(named(bytes as BlobPart, name));
      expect(format, name).toBe('battle-table');
      expect(cells(rows, 'item', 'preference', 'text', 'response_a', 'response_b'), name).toEqual(
        [1, 0, 0.5, 0.5].map((preference, i) => [`q${i}`, preference, 'Why?', 'So.', 'Because.']),
      );
    }
  });

  test('Arena-Hard: two games against a baseline, which stands first in the first', async () => {
    const game = (score: string | null): unknown => ({ user_prompt: 'p', judgment: 'j', score });
    const record = { question_id: 'q', model: 'a', judge: 'gpt-4' };
    const group = await one(
      file(
        'a.jsonl',
        lines(
          { ...record, games: [game('B>>A'), game('A>B')] },
          { ...record, games: [game('A>B'), game('A=B')] },
          { ...record, games: [game(null), game('A=B')] },
        ),
      ),
    );
    expect(cells(group.rows, 'model_a', 'model_b', 'preference', 'failure')).toEqual([
      ['a', 'baseline', 1, null],
      ['a', 'baseline', 0.25, null],
      ['a', 'baseline', null, 'no verdict found'],
    ]);
  });

  test('Arena-Hard 2: items have a uid, the baseline is named', async () => {
    const game = (score: string): unknown => ({ prompt: [], judgment: {}, score });
    const record = {
      uid: 'u1',
      category: 'hard_prompt',
      judge: 'g',
      model: 'a',
      baseline: 'b',
      games: [game('A>B'), game('B>A')],
    };
    const { rows } = await one(file('a.jsonl', lines(record)));
    expect(cells(rows, 'task', 'item', 'model_a', 'model_b', 'preference')).toEqual([
      ['hard_prompt', 'u1', 'a', 'b', 0],
    ]);
  });

  test('ratings of single answers by a judge who is not named', async () => {
    const rated = { model: 'a', user_prompt: 'p', judgment: 'Rating: [[7]]' };
    const { format, rows } = await one(
      file(
        'single.jsonl',
        lines(
          { ...rated, question_id: 'x', score: 7 },
          { ...rated, question_id: 'y', score: null },
        ),
      ),
    );
    expect(format).toBe('mt-bench-single');
    expect(cells(rows, 'item', 'score', 'failure')).toEqual([
      ['x turn 1', 7, null],
      ['y turn 1', null, 'no rating found'],
    ]);
  });

  test('answers that nobody has judged are told apart, beside their judgments too', async () => {
    const judged = {
      question_id: 1,
      model: 'a',
      judge: ['g', 't'],
      judgment: '',
      score: 3,
      turn: 1,
    };
    const groups = await readGroups([
      file('model_judgment/g_single.jsonl', lines(judged)),
      file('model_answer/a.jsonl', lines({ question_id: 1, model_id: 'a', choices: [] })),
      file('a/model_outputs.json', [{ instruction: 'i', output: 'o', generator: 'a' }]),
    ]);
    expect(groups.map(({ format, problem }) => problem?.code ?? format)).toEqual([
      'mt-bench-single',
      'answers-without-scores',
      'answers-without-scores',
    ]);
  });

  test('AlpacaEval as a table, with preferences as texts', async () => {
    const header = 'instruction,output_1,output_2,generator_1,generator_2,annotator,preference';
    const { format, rows } = await one(
      file('annotations.csv', `${header}\n"a, b",x,y,g,h,w,1.25\nc,x,y,g,h,w,\n`),
    );
    expect(format).toBe('alpaca-eval');
    expect(cells(rows, 'model_a', 'preference', 'failure', 'text')).toEqual([
      ['g', 0.75, null, 'a, b'],
      ['g', null, 'no preference found', 'c'],
    ]);
    const board = [{ name: 'a', win_rate: 40, standard_error: 1.5, n_total: 805 }];
    const figures = await one(file('leaderboard.json', board));
    expect(cells(figures.rows, 'model', 'value', 'se', 'n')).toEqual([['a', 40, 1.5, 805]]);
  });

  test('the log of an Arena server: votes among chats, with the names that were hidden', async () => {
    const state = (model_name: string, said: string): unknown => ({
      model_name,
      conv_id: `of ${model_name}`,
      roles: ['USER', 'ASSISTANT'],
      messages: [
        ['USER', 'an example'],
        ['USER', 'Why?'],
        ['ASSISTANT', said],
      ],
      offset: 1,
    });
    const vote = (type: string): unknown => ({
      tstamp: 1,
      type,
      models: ['', ''],
      states: [state('x', 'So.'), state('y', 'Because.')],
    });
    const chat = { tstamp: 0, type: 'chat', model: 'x', state: state('x', 'Hi') };
    const { rows, skips } = await one(
      file('2026-01-01-conv.json', lines(chat, vote('rightvote'), vote('bothbad_vote'))),
    );
    expect(cells(rows, 'item', 'model_a', 'preference', 'text', 'response_b')).toEqual([
      ['of x', 'x', 0, 'Why?', 'Because.'],
      ['of x', 'x', 0.5, 'Why?', 'Because.'],
    ]);
    expect(skips.map(({ found }) => found)).toEqual(['chat']);
  });

  test('reviews of two answers, whose file names the models, or nothing does', async () => {
    const review = { review_id: 'r', answer1_id: 'p', answer2_id: 'q', reviewer_id: 1, text: '' };
    const text = lines(
      { ...review, question_id: 1, score: [8, 9] },
      { ...review, question_id: 2, score: [7, 7] },
      { ...review, question_id: 3, score: [-1, -1] },
    );
    const { rows } = await one(file('review_a-13b_b-7b.jsonl', text));
    expect(cells(rows, 'item', 'model_a', 'model_b', 'preference', 'failure')).toEqual([
      ['1', 'a-13b', 'b-7b', 0, null],
      ['2', 'a-13b', 'b-7b', 0.5, null],
      ['3', 'a-13b', 'b-7b', null, 'no rating found'],
    ]);
    const nameless = await one(file('mine.jsonl', text));
    expect(nameless.skips[0].reason).toContain('does not name its model');
  });

  test('LLM Comparator: models as names, examples without an input are each their own', async () => {
    const example = { output_text_a: 'x', output_text_b: 'y', score: 0 };
    const { rows } = await one(
      file('c.json', { models: ['a', 'b'], examples: [{ ...example, index: 4 }, example] }),
    );
    expect(cells(rows, 'model_a', 'model_b', 'item')).toEqual([
      ['a', 'b', 'example 4'],
      ['a', 'b', 'example 2'],
    ]);
  });

  test('LLM Comparator: a label said with the places changed says so, where it contradicts its score', async () => {
    const rating = (score: number, rating_label: string): unknown => ({
      score,
      rating_label,
      is_flipped: true,
    });
    const raters = [rating(1, 'B is better'), rating(-1, 'B is better'), rating(0, 'same')];
    const example = { input_text: 'q', score: 0, individual_rater_scores: raters };
    const { rows } = await one(file('c.json', { models: ['a', 'b'], examples: [example] }));
    expect(cells(rows, 'backward', 'verdict')).toEqual([
      ['a', 'B is better, places changed'],
      ['b', 'B is better'],
      ['tie', 'same'],
    ]);
  });

  test('ids longer than a number keeps stay apart', async () => {
    const line = '{"question_id":12345678901234567890,"model":"a","judge":["g"],"score":5}';
    const { rows } = await one(file('s.jsonl', `${line}\n${line.replace('890,', '891,')}`));
    expect(cells(rows, 'item')).toEqual([
      ['12345678901234567890 turn 1'],
      ['12345678901234567891 turn 1'],
    ]);
  });

  test('LLM Comparator without raters and with a missing score', async () => {
    const group = await one(
      file('c.json', {
        metadata: { custom_fields_schema: [] },
        models: [{ name: 'a' }, { name: 'b' }],
        examples: [
          {
            input_text: 'q',
            tags: ['t'],
            output_text_a: 'x',
            output_text_b: 'y',
            score: -1.5,
            individual_rater_scores: [],
            custom_fields: {},
          },
          { input_text: 'r', tags: [], output_text_a: 'x', output_text_b: 'y', score: null },
        ],
      }),
    );
    expect(cells(group.rows, 'model_a', 'task', 'preference', 'failure')).toEqual([
      ['a', 't', 0, null],
      ['a', null, null, 'no rating found'],
    ]);
  });
});
