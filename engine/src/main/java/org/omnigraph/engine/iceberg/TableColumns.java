package org.omnigraph.engine.iceberg;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.SchemaIdentity;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.table.TableReader;

/// The columns of one table. Field ids follow from the permanent identities of the schema alone: a renamed property
/// keeps its column, a dropped and re-added one gets a new, empty column (schema-language.md §10).
final class TableColumns {
    static final int ID_FIELD = 1;
    private static final int SRC_FIELD = 2;
    private static final int DST_FIELD = 3;
    private static final int FIRST_PROPERTY_FIELD = 16;
    private static final ValueType STRING = new ValueType.Scalar(ScalarType.STRING);

    private TableColumns() {}

    /// The Iceberg schema of a type. Each column's doc is the type's spelling, for people and for [#valueType].
    static Schema schema(EntityType type, SchemaIdentity identity) {
        List<NestedField> fields = new ArrayList<>();
        String owner = switch (type) {
            case NodeType node -> "node:" + node.name();
            case EdgeType edge -> "edge:" + edge.name();
        };
        fields.add(NestedField.required(ID_FIELD, TableReader.ID, Types.StringType.get(), "String"));
        if (type instanceof EdgeType) {
            fields.add(NestedField.required(SRC_FIELD, TableReader.SRC, Types.StringType.get(), "String"));
            fields.add(NestedField.required(DST_FIELD, TableReader.DST, Types.StringType.get(), "String"));
        }
        for (Property property : type.properties()) {
            Integer number = identity.ids().get(owner + "." + property.name());
            if (number == null) {
                throw new IllegalArgumentException("no identity for " + owner + "." + property.name());
            }
            int fieldId = FIRST_PROPERTY_FIELD + 2 * number;
            Type icebergType = ColumnCodec.icebergType(property.type(), fieldId + 1);
            String doc = doc(property.type());
            fields.add(
                    property.nullable()
                            ? NestedField.optional(fieldId, property.name(), icebergType, doc)
                            : NestedField.required(fieldId, property.name(), icebergType, doc));
        }
        return new Schema(fields);
    }

    /// Above every field id that the identity can give.
    static int lastFieldId(SchemaIdentity identity) {
        return FIRST_PROPERTY_FIELD + 2 * identity.nextId() + 1;
    }

    /// The type of a column of a table, from its doc. An enum's set is not kept there: it behaves as a String.
    static ValueType valueType(NestedField field) {
        String spelling = field.doc();
        if (spelling == null) {
            throw new IllegalArgumentException("column " + field.name() + " has no OmniGraph type");
        }
        if (spelling.startsWith("Vector(")) {
            return new ValueType.Vector(Integer.parseInt(spelling.substring(7, spelling.length() - 1)));
        }
        if (spelling.startsWith("[")) {
            return new ValueType.ListOf(scalar(spelling.substring(1, spelling.length() - 1)));
        }
        return spelling.equals("enum") ? STRING : new ValueType.Scalar(scalar(spelling));
    }

    private static ScalarType scalar(String spelling) {
        return ScalarType.ofSpelling(spelling)
                .orElseThrow(() -> new IllegalArgumentException("unknown column type " + spelling));
    }

    private static String doc(ValueType type) {
        return switch (type) {
            case ValueType.EnumOf _ -> "enum";
            case ValueType.Scalar scalar -> scalar.toString();
            case ValueType.ListOf list -> list.toString();
            case ValueType.Vector vector -> vector.toString();
        };
    }
}
