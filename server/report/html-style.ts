/** The look of the HTML report, in the light or dark that the reader's system asks for, and fit for paper. */
export const style = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --raised: #f6f8fa;
  --warning: #9a6700; --info: #0969da; --hint: #59636e; --error: #d1242f; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9198a1; --line: #3d444d; --paper: #0d1117; --raised: #151b23;
  --warning: #d29922; --info: #4493f8; --hint: #9198a1; --error: #f85149; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--text);
  font: 16px/1.55 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.6rem; } h1 span { color: var(--soft); font-weight: 400; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.2rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
h3 { margin: 0 0 .4rem; font-size: 1rem; }
p { margin: .4rem 0; } a { color: var(--info); }
code { font: .9em ui-monospace, monospace; background: var(--raised); padding: .1em .3em; border-radius: 4px; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 500; font-size: .85rem; } .number { font-variant-numeric: tabular-nums; }
table .number { text-align: right; } .bar { width: 35%; } meter { width: 100%; height: .8rem; }
article { border: 1px solid var(--line); border-left: 4px solid var(--hint); border-radius: 6px; padding: .8rem 1rem; margin: .8rem 0; }
article.warning { border-left-color: var(--warning); } article.info { border-left-color: var(--info); } article.error { border-left-color: var(--error); }
.severity { font-size: .75rem; text-transform: uppercase; letter-spacing: .04em; color: var(--soft); margin-right: .4rem; }
.warning .severity { color: var(--warning); } .info .severity { color: var(--info); } .error .severity { color: var(--error); }
.fix { font-size: .75rem; font-weight: 500; border: 1px solid var(--line); border-radius: 999px; padding: .1rem .5rem; margin-left: .4rem; white-space: nowrap; }
details { margin-top: .5rem; } summary { cursor: pointer; color: var(--soft); } ul { margin: .4rem 0; padding-left: 1.3rem; }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
@media print { details > * { display: block; } article { break-inside: avoid; } }
`;

/**
 * Within the editor the page takes the colours of its theme, which need not be those of the reader's system: it says which of
 * the two it is by a class, and a page that left the choice to the browser would get the system's behind its text.
 */
export const editorStyle = `
:root, :root:root { --text: var(--vscode-foreground); --soft: var(--vscode-descriptionForeground); --line: var(--vscode-widget-border, var(--vscode-contrastBorder, #8884));
  --paper: var(--vscode-editor-background); --raised: var(--vscode-textCodeBlock-background); --warning: var(--vscode-editorWarning-foreground); --info: var(--vscode-editorInfo-foreground);
  --hint: var(--vscode-descriptionForeground); --error: var(--vscode-editorError-foreground); }
:root { color-scheme: dark; background: var(--paper); } :root:has(.vscode-light, .vscode-high-contrast-light) { color-scheme: light; }
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
a { color: var(--vscode-textLink-foreground); } a code { color: inherit; }
`;
