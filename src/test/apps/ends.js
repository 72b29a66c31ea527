// Ends in each way that yera.js knows.

const { app, markdown, spinner, textInput } = require('yera');

app(async ({ how }) => {
  process.on('exit', () => console.error('tidied'));
  if (how === 'throws') {
    await spinner('Trying', async () => {
      throw new TypeError('no such thing');
    });
  } else if (how === 'asks') {
    await textInput('Asked');
  } else if (how === 'works') {
    markdown('working');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  }
});
