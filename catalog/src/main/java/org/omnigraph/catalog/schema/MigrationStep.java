package org.omnigraph.catalog.schema;

import java.util.List;

/// One step of a migration plan, as schema-language.md §10 lists them. Steps name things as they are called after the
/// renames. Empty strings stand for absent codes; -1 for a count that was not taken.
public sealed interface MigrationStep {

    /// Which kind of type a step is about.
    enum TypeKind {
        INTERFACE,
        NODE,
        EDGE
    }

    record AddType(TypeKind typeKind, String name) implements MigrationStep {}

    record RenameType(TypeKind typeKind, String from, String to) implements MigrationStep {}

    record AddProperty(
            TypeKind typeKind, String typeName, String propertyName, ValueType propertyType, boolean nullable)
            implements MigrationStep {}

    record RenameProperty(TypeKind typeKind, String typeName, String from, String to) implements MigrationStep {}

    record AddConstraint(TypeKind typeKind, String typeName, Constraint constraint) implements MigrationStep {}

    record ExtendEnum(TypeKind typeKind, String typeName, String propertyName, List<String> addedValues)
            implements MigrationStep {
        public ExtendEnum {
            addedValues = List.copyOf(addedValues);
        }
    }

    record UpdateTypeMetadata(TypeKind typeKind, String name, List<Annotation> annotations) implements MigrationStep {
        public UpdateTypeMetadata {
            annotations = List.copyOf(annotations);
        }
    }

    record UpdatePropertyMetadata(TypeKind typeKind, String typeName, String propertyName, List<Annotation> annotations)
            implements MigrationStep {
        public UpdatePropertyMetadata {
            annotations = List.copyOf(annotations);
        }
    }

    /// A soft or hard drop of a type; `rows` is what it hides.
    record DropType(TypeKind typeKind, String name, boolean hard, String code, long rows) implements MigrationStep {}

    /// A soft or hard drop of a property; `nonNullRows` is what it hides.
    record DropProperty(
            TypeKind typeKind, String typeName, String propertyName, boolean hard, String code, long nonNullRows)
            implements MigrationStep {}

    record UnsupportedChange(String entity, String reason, String code) implements MigrationStep {}
}
