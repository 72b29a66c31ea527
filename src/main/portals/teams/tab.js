// Gives the frame a token of the user of Teams whenever it asks for one, and the height it needs.
const frame = document.querySelector('iframe');
const server = new URL(frame.src).origin;
const ready = globalThis.microsoftTeams.app.initialize();

addEventListener('message', async ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== server) {
    return;
  }
  if (data.type === 'yera:token-request') {
    await ready;
    const token = await globalThis.microsoftTeams.authentication.getAuthToken().catch(() => null);
    frame.contentWindow.postMessage({ type: 'yera:token', id: data.id, token }, server);
  } else if (data.type === 'yera:resize') {
    frame.height = data.height;
  }
});
