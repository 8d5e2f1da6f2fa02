import {
  type ClientCapabilities,
  CodeActionKind,
  ResourceOperationKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { explainRefusalCommand, fixAllKind } from '../protocol.ts';

/** What the client can do, read once from its capabilities. */
export interface ClientFeatures {
  /** The client pulls diagnostics; otherwise they are pushed, never both. */
  readonly pull: boolean;
  readonly refresh: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchRegistration: boolean;
  readonly workspaceFolders: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly changeAnnotations: boolean;
  /** Properties of a code action that may be filled in by `codeAction/resolve`. */
  readonly resolvable: ReadonlySet<string>;
  readonly disabledActions: boolean;
  readonly hoverMarkdown: boolean;
  /** It has the commands of our own client, which ask the person and show pages. */
  readonly coachCommands: boolean;
}

export function readClientFeatures(capabilities: ClientCapabilities, coachCommands: boolean): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  const pull = textDocument?.diagnostic;
  const push = textDocument?.publishDiagnostics;
  const edit = workspace?.workspaceEdit;
  const action = textDocument?.codeAction;
  return {
    pull: pull !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: (pull?.relatedInformation ?? push?.relatedInformation) === true,
    codeDescription: (pull?.codeDescriptionSupport ?? push?.codeDescriptionSupport) === true,
    diagnosticData: (pull?.dataSupport ?? push?.dataSupport) === true,
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    // Operations on files stand nowhere but among document changes, so whoever takes the one takes the other.
    documentChanges: edit?.documentChanges === true || edit?.resourceOperations !== undefined,
    createFiles: edit?.resourceOperations?.includes(ResourceOperationKind.Create) === true,
    changeAnnotations: edit?.changeAnnotationSupport !== undefined,
    resolvable: new Set(action?.dataSupport === true ? action.resolveSupport?.properties : []),
    disabledActions: action?.disabledSupport === true,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    coachCommands,
  };
}

export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
    },
    ...(client.pull && {
      diagnosticProvider: {
        identifier: 'code-coach',
        interFileDependencies: true,
        workspaceDiagnostics: true,
      },
    }),
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
    executeCommandProvider: { commands: [explainRefusalCommand] },
    hoverProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
