// Every block there is, in the words of yera.js.

const fs = require('node:fs');
const yera = require('yera');

yera.app(async ({ more }, user) => {
  console.log('printed');
  yera.sysPrompt('Be brief.');
  yera.markdown(`# ${user.name ?? 'nobody'}`);
  const growing = yera.text();
  for (const letter of 'ab') {
    growing.append(letter);
  }
  yera.table([{ a: 1, b: null }, { a: 2, c: 'x' }]);
  yera.table([[1, 2]], { columns: ['k', 'v'], border: 'horizontal' });
  const days = [{ day: 'Mon', rain: 1, snow: 2 }];
  yera.columns(
    2,
    () => {
      yera.barChart(days, 'day', ['rain', 'snow'], { stack: true });
      yera.container(() => yera.lineChart(days, 'day', 'rain', { colour: ['tomato'] }));
    },
    { border: true },
  );
  await yera.action('Read', async (read) => read.say('a.csv'));
  yera.spinner('Looking').complete('Found');
  await yera
    .action('Fails', async () => {
      throw new Error('lost');
    })
    .catch(() => {});
  yera.code('ls', 'shell');
  yera.markdown('Hi', { role: 'assistant', name: 'Ada' });
  yera.json({ a: [1, null] });
  yera.metric('Sales', 3, { delta: -1, better: 'down' });
  yera.notice('Full', 'warning');
  yera.image(Buffer.from('<svg/>'), { alt: 'Sky', width: 9, name: 'a.svg' });
  yera.audio(Buffer.from('RIFF'), { name: 'a.wav' });
  yera.video(Buffer.from('film'), { caption: 'Film', name: 'a.mp4' });
  yera.file('every-block.py', { name: 'me.py' });
  yera.chart({ mark: 'bar' });
  const rows = yera.table([{ a: 0.5 }], { key: 'a', formats: { a: 'percent' } });
  rows.append([{ a: 1 }, [2]]);
  yera.tabs(['One', 'Two'], () => {
    yera.text('1');
    yera.text('2');
  });
  yera.expander('More', () => yera.text('3'), { open: true });
  const said = [
    await yera.textInput('Name?'),
    await yera.buttons('Size?', ['S', 'L']),
    await yera.slider('Cups?', 1, 8),
    await yera.slider('Weight?', 0.5, 1.5, { default_value: 1, step: 0.5 }),
    await yera.slider('Volume?', 0, 1, { step: 0.1 }),
    await yera.datePicker('Day?'),
  ];
  if (more.includes('number_input')) {
    said.push(await yera.numberInput('How much?', { min_value: 1 }));
  }
  if (more.includes('checkbox')) {
    said.push(await yera.checkbox('Sure?'));
  }
  if (more.includes('select')) {
    said.push(await yera.select('Which?', ['x', 'y']));
  }
  const [given] = await yera.fileInput('File?');
  said.push(fs.readFileSync(given.path, 'utf-8'));
  said.push((await yera.chatInput('Say something')).text);
  const trip = await yera.form(async (ask) => {
    const where = ask.textInput('Where?');
    const inside = yera.columns(2, () => ({ by: ask.buttons('By?', ['train', 'ship']), people: ask.slider('People?', 1, 4) }));
    return { where, ...inside, when: ask.datePicker('When?') };
  });
  said.push(trip.where, trip.by, trip.people, trip.when);
  await yera.progress('Importing', async (bar) => bar.at(0.49, 'Row 49'));
  yera.text(said.join(' '));
  yera.markdown(await yera.ask('text_input', { label: 'Other thread?' }));
  yera.exit(3, 'Enough');
});
