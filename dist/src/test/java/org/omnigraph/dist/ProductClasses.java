package org.omnigraph.dist;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// All production classes, read once for every architecture test.
final class ProductClasses {
    /// No rule may pass because it saw nothing.
    static final int FLOOR = 200;

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("test-classes"))
            .importPackages("org.omnigraph");

    private ProductClasses() {}
}
