package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Files;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.TableInfo;
import org.omnigraph.state.store.LocalObjectStore;

/// Iceberg's own reader, knowing nothing of OmniGraph, reads a table from the metadata location that we print.
class PlainIcebergTest {

    @Test
    void table_afterUpserts_isReadByPlainIceberg(@TempDir Path folder) throws IOException {
        Fixture fixture = new Fixture(LocalObjectStore.at(folder));
        Graph graph = fixture.init(
                "node A { k: String @key  i: I32?  u: U32?  w: U64?  d: Date?  t: DateTime?  f: F32?  v: Vector(2)?  l: [I64]? }");
        Fixture.load(
                graph,
                LoadMode.APPEND,
                "{\"type\":\"A\",\"data\":{\"k\":\"a\",\"i\":1}}",
                "{\"type\":\"A\",\"data\":{\"k\":\"b\",\"i\":2}}");
        Fixture.load(
                graph,
                LoadMode.MERGE,
                "{\"type\":\"A\",\"data\":{\"k\":\"b\",\"i\":3,\"u\":4294967295,\"w\":7,\"d\":\"2020-02-29\","
                        + "\"t\":\"2020-01-01T00:00:00.123Z\",\"f\":0.5,\"v\":[1,2],\"l\":[5]}}");
        TableInfo info = graph.snapshot(ReadTarget.MAIN).tables().getFirst();

        Table table = new BaseTable(new StaticTableOperations(info.metadataLocation(), new PlainFiles()), "a");
        List<String> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            for (Record each : records) {
                rows.add(each.getField("k") + " " + each.getField("i") + " " + each.getField("u") + " "
                        + each.getField("w") + " " + each.getField("d") + " " + each.getField("t") + " "
                        + each.getField("f") + " " + each.getField("v") + " " + each.getField("l"));
            }
        }
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "a 1 null null null null null null null",
                        "b 3 4294967295 7 2020-02-29 2020-01-01T00:00:00.123Z 0.5 [1.0, 2.0] [5]");
        assertThat(info.rows()).isEqualTo(2);
    }

    @Test
    void graph_movedToAnotherFolder_stillOpens(@TempDir Path folder) throws IOException {
        Path before = java.nio.file.Files.createDirectory(folder.resolve("before"));
        Graph graph = new Fixture(LocalObjectStore.at(before)).init();
        Fixture.load(graph, LoadMode.APPEND, Fixture.film("tt1"));
        Path after = folder.resolve("after");
        java.nio.file.Files.move(before, after);
        Graph moved = new Fixture(LocalObjectStore.at(after)).open();
        Fixture.load(moved, LoadMode.APPEND, Fixture.film("tt2"));
        assertThat(Fixture.lines(moved)).hasSize(2);
    }

    private static final class PlainFiles implements FileIO {
        private static final long serialVersionUID = 1L;

        @Override
        public InputFile newInputFile(String path) {
            return Files.localInput(path);
        }

        @Override
        public OutputFile newOutputFile(String path) {
            throw new UnsupportedOperationException("read only");
        }

        @Override
        public void deleteFile(String path) {
            throw new UnsupportedOperationException("read only");
        }
    }
}
