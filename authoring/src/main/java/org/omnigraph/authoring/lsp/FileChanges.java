package org.omnigraph.authoring.lsp;

import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.services.WorkspaceService;

/// What editors tell of the files around the open texts. There are no settings.
final class FileChanges implements WorkspaceService {
    private final SourceServer server;
    private final Workspace workspace;

    FileChanges(SourceServer server, Workspace workspace) {
        this.server = server;
        this.workspace = workspace;
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {}

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        server.tell(workspace::forgetFiles);
    }
}
