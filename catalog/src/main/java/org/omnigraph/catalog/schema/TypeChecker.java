package org.omnigraph.catalog.schema;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.schema.SchemaAst.Name;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;
import org.omnigraph.catalog.schema.SchemaAst.TypeNode;

/// Checks what each property says by itself: its name and its type (schema-language.md §7, rules 2 to 5).
final class TypeChecker {
    private static final Set<String> STORE_COLUMNS =
            Set.of("_rowid", "_rowaddr", "_rowoffset", "_row_created_at_version", "_row_last_updated_at_version");
    private static final Set<String> IMAGE_COLUMNS = Set.of("id", "_tombstone");
    private static final Set<String> ENDPOINTS = Set.of("src", "dst", "from", "to");
    private static final BigInteger DIMENSION_MAX = BigInteger.valueOf(Integer.MAX_VALUE);

    /// More digits than any bound or dimension has; longer numbers are not even converted.
    private static final int DIGITS_MAX = 40;

    private final Problems problems;

    TypeChecker(Problems problems) {
        this.problems = problems;
    }

    /// Checks a type's own properties.
    void check(Owner.Kind kind, String ownerName, List<PropertyNode> properties) {
        Set<String> seen = new HashSet<>();
        for (PropertyNode property : properties) {
            if (problems.giveUp()) {
                break;
            }
            Name name = property.name();
            if (!seen.add(name.text())) {
                problems.syntax(
                        name.span(),
                        "The " + kind.word() + " `" + ownerName + "` has two properties `" + name.text() + "`.",
                        "Remove or rename one of them.");
            }
            checkName(kind, name);
            checkType(property.type());
        }
    }

    private void checkName(Owner.Kind kind, Name name) {
        String text = name.text();
        if (STORE_COLUMNS.contains(text) || IMAGE_COLUMNS.contains(text)) {
            problems.syntax(
                    name.span(),
                    "`" + text + "` is a reserved name.",
                    text.equals("id")
                            ? "Every node and edge has an id by itself; mark the property that identifies a node with"
                                    + " `@key`."
                            : "Choose another name.");
        } else if (kind == Owner.Kind.EDGE && ENDPOINTS.contains(text)) {
            problems.syntax(
                    name.span(),
                    "`" + text + "` is a reserved name on edges: it means an endpoint.",
                    "Choose another name.");
        }
    }

    private void checkType(TypeNode type) {
        switch (type) {
            case TypeNode.ListOf(ScalarType item, var span) -> {
                if (item == ScalarType.BLOB) {
                    problems.syntax(span, "There are no lists of Blob.", "Put the Blobs on nodes of their own.");
                }
            }
            case TypeNode.Vector(String dimension, var span) -> {
                if (dimension(dimension) == 0) {
                    problems.syntax(
                            span,
                            "A Vector has from 1 to " + Integer.MAX_VALUE + " dimensions.",
                            "Write `Vector(384)`.");
                }
            }
            case TypeNode.EnumOf(List<Name> values, var span) -> checkEnum(values);
            case TypeNode.Scalar _, TypeNode.Broken _ -> {}
        }
    }

    private void checkEnum(List<Name> values) {
        Set<String> seen = HashSet.newHashSet(values.size());
        for (Name value : values) {
            if (problems.giveUp()) {
                break;
            }
            if (!seen.add(value.text())) {
                problems.syntax(value.span(), "The enum has the value `" + value.text() + "` twice.", "Remove it.");
            }
        }
    }

    /// The type of the model; null if the syntax tree's type has an error, which was reported.
    static @Nullable ValueType valueType(TypeNode type) {
        return switch (type) {
            case TypeNode.Scalar(ScalarType scalar, var _) -> new ValueType.Scalar(scalar);
            case TypeNode.ListOf(ScalarType item, var _) -> item == ScalarType.BLOB ? null : new ValueType.ListOf(item);
            case TypeNode.Vector(String dimension, var _) -> {
                int read = dimension(dimension);
                yield read == 0 ? null : new ValueType.Vector(read);
            }
            case TypeNode.EnumOf(List<Name> values, var _) ->
                new ValueType.EnumOf(values.stream().map(Name::text).toList());
            case TypeNode.Broken _ -> null;
        };
    }

    /// The dimension, or 0 if it is none.
    private static int dimension(String digits) {
        BigInteger number = number(digits);
        return number.signum() > 0 && number.compareTo(DIMENSION_MAX) <= 0 ? number.intValue() : 0;
    }

    /// The number, or one above every limit if it has very many digits.
    static BigInteger number(String digits) {
        return digits.length() > DIGITS_MAX ? BigInteger.TEN.pow(DIGITS_MAX) : new BigInteger(digits);
    }
}
