const { app, markdown } = require('yera');

app(async ({ goes_on }) => {
  const gaveUp = new Promise((resolve) => goes_on && process.on('SIGINT', resolve));
  const late = setTimeout(() => {}, 300_000);
  markdown('begun');
  await gaveUp;
  clearTimeout(late);
  markdown('gave up');
});
