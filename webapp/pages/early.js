// Stands in the page of an app itself, and runs before anything else is loaded: an app that needs no
// parameters is started at once, and its first events come while the scripts do.
{
  const known = JSON.parse(document.getElementById('known')?.textContent ?? '');
  if (known.app.params.length === 0 && !location.search && !location.hash) {
    const body = { app_id: known.app.identifier, kwargs: {}, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    globalThis.yeraBegun = fetch('../api/sessions', {
      method: 'POST',
      headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    globalThis.yeraBegun.catch(() => {}); // told where it is awaited
  }
}
