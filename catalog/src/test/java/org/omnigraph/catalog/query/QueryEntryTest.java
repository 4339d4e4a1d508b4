package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryEntryTest {

    @Test
    void toJson_ofRead_isTheCatalogEntry() {
        String source = """
                query find($n: String, $l: [DateTime]?, $v: Vector(8), $b: Blob?, $i: U32, $j: U64, $f: F32, $d: Date, $o: Bool)
                    @instruction("Call it.") @description("Finds \\"it\\"") {
                    match { $a: Person } return { $a.name } }
                """;
        assertThat(entry(source).toJson()).hasToString("""
                        {"name":"find","tool_name":"find","description":"Finds \\"it\\"","instruction":"Call it.","mutation":false,\
                        "params":[{"name":"n","kind":"string","nullable":false},\
                        {"name":"l","kind":"list","item_kind":"datetime","nullable":true},\
                        {"name":"v","kind":"vector","vector_dim":8,"nullable":false},\
                        {"name":"b","kind":"blob","nullable":true},\
                        {"name":"i","kind":"int","nullable":false},\
                        {"name":"j","kind":"bigint","nullable":false},\
                        {"name":"f","kind":"float","nullable":false},\
                        {"name":"d","kind":"date","nullable":false},\
                        {"name":"o","kind":"bool","nullable":false}]}\
                        """);
    }

    @Test
    void toJson_ofMutation_withoutAnnotations() {
        assertThat(entry("query drop() { delete Person where name = \"x\" }").toJson())
                .hasToString("{\"name\":\"drop\",\"tool_name\":\"drop\",\"mutation\":true,\"params\":[]}");
    }

    private static QueryEntry entry(String source) {
        return QueryEntry.of(
                QueryParser.parse(source).file().orElseThrow().queries().getFirst());
    }
}
