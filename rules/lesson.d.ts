/** The bundler turns a lesson into its text. */
declare module '*.md' {
  const text: string;
  export default text;
}
