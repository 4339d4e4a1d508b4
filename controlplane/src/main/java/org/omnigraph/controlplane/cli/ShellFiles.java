package org.omnigraph.controlplane.cli;

import java.io.IOException;
import org.omnigraph.controlplane.data.ExportFile;
import org.omnigraph.controlplane.data.InputFiles;
import org.omnigraph.controlplane.shell.Shell;
import org.omnigraph.controlplane.source.SourceAccess;

/// Source files as the command line names them: relative to the person's folder, `-` for standard input. What fails is
/// a [org.omnigraph.controlplane.shell.Refusal].
record ShellFiles(Shell shell) implements SourceAccess {
    @Override
    public byte[] bytes(String name) {
        return InputFiles.bytes(name, shell);
    }

    @Override
    public String text(String name) {
        return InputFiles.text(name, shell);
    }

    @Override
    public void replace(String name, byte[] content) {
        try {
            ExportFile.write(shell.resolve(name), out -> {
                out.write(content);
                return 1;
            });
        } catch (IOException e) {
            throw ExportFile.failed(name, e);
        }
    }
}
