// Ends in each way that yera.js knows.

const { app, exit, form, markdown, spinner, textInput } = require('yera');

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
  } else if (how === 'asks-in-form') {
    await form(() => textInput('Asked'));
  } else if (how === 'form-in-form') {
    await form(() => form(() => ({})));
  } else if (how === 'exits') {
    process.on('exit', () => markdown('tidied'));
    spinner('Leaving').complete();
    exit(0, 'Enough');
  }
});
