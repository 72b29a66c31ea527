// A page of Backstage: /yera. Its backend has app-config.yaml: backend.csp.script-src and connect-src with the server's origin.
import React from 'react';
import { createPlugin, createRoutableExtension, createRouteRef, microsoftAuthApiRef, useApi } from '@backstage/core-plugin-api';

const SERVER = 'https://apps.example.org/';
const route = createRouteRef({ id: 'yera' });

const YeraApp = ({ app }: { app: string }) => {
  const login = useApi(microsoftAuthApiRef); // of whoever logs users in; Backstage's own tokens are for Backstage
  const place = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    const element = Object.assign(document.createElement('yera-app'), {
      tokenCallback: () => login.getIdToken(),
    });
    element.setAttribute('app', app);
    import(/* webpackIgnore: true */ `${SERVER}yera-app.js`).then(() => place.current?.replaceChildren(element));
  }, [app, login]);
  return <div ref={place} />;
};

export const yeraPlugin = createPlugin({ id: 'yera', routes: { root: route } });
export const YeraPage = yeraPlugin.provide(
  createRoutableExtension({ name: 'YeraPage', component: async () => YeraApp, mountPoint: route }),
);
