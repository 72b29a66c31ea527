// <liferay-yera server="https://apps.example.org/" app="…">: <yera-app> with a token of the portal. The portal's own `fetch` cannot read a stream.
const APPLICATION = 'liferay-yera-oauth-application-user-agent';

/** Current DXP has a module in its import map; before it there was a global. */
async function client() {
  const module = await import('@liferay/oauth2-provider-web/client').catch(() => globalThis.Liferay.OAuth2Client);
  return module.FromUserAgentApplication(APPLICATION);
}

customElements.define('liferay-yera', class extends HTMLElement {
  async connectedCallback() {
    await import(new URL('yera-app.js', this.getAttribute('server')).href);
    const app = document.createElement('yera-app');
    this.getAttributeNames().forEach((name) => app.setAttribute(name, this.getAttribute(name)));
    app.tokenCallback = async () => (await (await client())._getOrRequestToken()).access_token;
    this.replaceChildren(app);
  }
});
