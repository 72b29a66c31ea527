const { app, form, markdown, textInput } = require('yera');

app(async () => {
  const word = await textInput('Word', { validate: (word) => (word.length < 3 ? 'Longer, please.' : null) });
  const { number } = await form((ask) => ({
    number: ask.numberInput('Even', { min_value: 0, validate: (n) => (n % 2 ? 'Odd.' : null) }),
    other: ask.checkbox('Other'),
  }));
  markdown(`${word} ${number}`);
});
