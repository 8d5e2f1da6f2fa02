/** Runs in the page: turns clicks on its buttons into messages, and says when the finding is gone. */
export const script = `
const vscode = acquireVsCodeApi();
const page = document.currentScript.nonce;
const ask = (message) => vscode.postMessage({ page, ...message });
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (button === null) return;
  const { do: what, fix, place } = button.dataset;
  if (what === 'open') ask({ do: 'open', place: place === undefined ? null : Number(place) });
  else if (what === 'silence') ask({ do: 'silence' });
  else ask({ do: 'apply', fix: Number(fix), preview: what === 'preview' });
});
window.addEventListener('message', ({ data }) => {
  if (data.gone !== true) return;
  document.getElementById('gone').hidden = false;
  for (const button of document.querySelectorAll('button[data-do="apply"], button[data-do="preview"], button[data-do="silence"]')) {
    button.disabled = true;
  }
});
`;

/** The look, in the colours of the theme. Names of the classes in code are those of VS Code's Markdown. */
export const style = `
body { max-width: 56rem; padding: 0 1.25rem 3rem; line-height: 1.55; }
h1 { font-size: 1.45rem; margin: .1rem 0 .5rem; font-weight: 600; line-height: 1.3; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; font-weight: 600; }
p { margin: .4rem 0; }
.rule { color: var(--vscode-descriptionForeground); margin-top: 1rem; }
.message { font-size: 1.05rem; }
.gone { position: sticky; top: 0; margin: 0 -1.25rem; padding: .5rem 1.25rem; background: var(--vscode-editorWidget-background);
  border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
.gone[hidden] { display: none; }
code { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); color: inherit; background: none; }
p code, li span code, h3 code { background: var(--vscode-textCodeBlock-background); padding: 0 .25em; border-radius: 3px; color: var(--vscode-textPreformat-foreground); }
.code, .lesson pre { overflow-x: auto; background: var(--vscode-textCodeBlock-background); border-radius: 4px; padding: .4rem 0;
  border: 1px solid var(--vscode-contrastBorder, transparent); }
.lesson pre { padding: .6rem .8rem; white-space: pre; }
.code table { border-collapse: collapse; min-width: 100%; }
.code td { padding: 0 .6rem 0 0; white-space: pre; vertical-align: top; }
.code td.number { text-align: right; padding: 0 .6rem; color: var(--vscode-editorLineNumber-foreground); user-select: none;
  font-family: var(--vscode-editor-font-family); font-size: .85em; min-width: 2.2em; }
.code td.sign { width: 1em; user-select: none; }
.code .marked { background: var(--vscode-editor-selectionHighlightBackground, var(--vscode-editor-hoverHighlightBackground)); }
.code .marked td:first-child { box-shadow: inset 3px 0 var(--vscode-focusBorder); }
.code .removed { background: var(--vscode-diffEditor-removedLineBackground, rgba(255, 0, 0, .15)); }
.code .added { background: var(--vscode-diffEditor-insertedLineBackground, rgba(0, 160, 0, .15)); }
.code .gap td { color: var(--vscode-descriptionForeground); text-align: center; }
figure { margin: .8rem 0; } figcaption { color: var(--vscode-descriptionForeground); margin-bottom: .2rem; }
.refused { color: var(--vscode-descriptionForeground); }
ul { padding-left: 1.2rem; } li { margin: .4rem 0; }
button { font: inherit; color: var(--vscode-button-foreground); background: var(--vscode-button-background); padding: .25rem .9rem; cursor: pointer;
  border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); border-radius: 3px; }
button:hover:not(:disabled) { background: var(--vscode-button-hoverBackground); }
button.secondary { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
button.secondary:hover:not(:disabled) { background: var(--vscode-button-secondaryHoverBackground); }
button.link, button.quiet { background: none; border: 0; padding: 0; margin-right: .8rem; color: var(--vscode-textLink-foreground); }
button.link:hover, button.quiet:hover { background: none; text-decoration: underline; color: var(--vscode-textLink-activeForeground); }
button:focus-visible, .code:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
button:disabled { opacity: .5; cursor: default; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.hljs-keyword, .hljs-literal, .hljs-built_in, .hljs-type { color: var(--vscode-debugTokenExpression-name, inherit); }
.hljs-string, .hljs-regexp, .hljs-subst { color: var(--vscode-debugTokenExpression-string, inherit); }
.hljs-subst { color: inherit; }
.hljs-number { color: var(--vscode-debugTokenExpression-number, inherit); }
.hljs-comment { color: var(--vscode-descriptionForeground); font-style: italic; }
.hljs-title, .hljs-attr, .hljs-property { color: var(--vscode-symbolIcon-functionForeground, inherit); }
`;
