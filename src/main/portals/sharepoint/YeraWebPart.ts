// A web part of the SharePoint Framework. The server is a trusted script source of the tenant (Add-SPOContentSecurityPolicy).
import { BaseClientSideWebPart } from '@microsoft/sp-webpart-base';

const SERVER = 'https://apps.example.org/';
const AUDIENCE = 'api://yera'; // the application ID URI, which is yera.auth.jwt.audience

export default class YeraWebPart extends BaseClientSideWebPart<{ app: string }> {
  public async render(): Promise<void> {
    await import(/* webpackIgnore: true */ `${SERVER}yera-app.js`);
    const tokens = await this.context.aadTokenProviderFactory.getTokenProvider();
    const app = document.createElement('yera-app') as HTMLElement & { tokenCallback: unknown };
    app.setAttribute('app', this.properties.app);
    app.tokenCallback = (again: boolean) => tokens.getToken(AUDIENCE, !again);
    this.domElement.replaceChildren(app);
  }
}
