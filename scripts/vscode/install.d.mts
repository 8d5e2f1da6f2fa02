/** Where `npm run package` puts the extension for this machine. */
export const packagedExtension: string;
