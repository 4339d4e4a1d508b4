package org.omnigraph.cli.authoring;

import java.io.IOException;
import org.omnigraph.authoring.source.SourceAccess;
import org.omnigraph.cli.shell.ExportFile;
import org.omnigraph.cli.shell.InputFiles;
import org.omnigraph.cli.shell.Shell;

/// Source files as the command line names them: relative to the person's folder, `-` for standard input. What
/// fails is a [org.omnigraph.cli.shell.Refusal].
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
