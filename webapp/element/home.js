// Where the files of the server are.

/** The address of all of them. The bundler puts this into another folder of the same depth. */
export const HOME = new URL('..', import.meta.url).href;
