package org.omnigraph.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Adds up the test reports of all modules at the end of `mvn verify`: how many passed, failed, were skipped, and why
/// each was skipped.
public final class TestSummary {
    private int passed;
    private int failed;
    private final List<String> skipped = new ArrayList<>();

    private TestSummary() {}

    public static void main(String[] args) throws IOException, ParserConfigurationException, SAXException {
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        TestSummary summary = new TestSummary();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                summary.read(module.resolve("target/surefire-reports"));
                summary.read(module.resolve("target/failsafe-reports"));
            }
        }
        for (String line : summary.skipped) {
            System.out.println("skipped: " + line);
        }
        System.out.println(
                summary.passed + " passed, " + summary.failed + " failed, " + summary.skipped.size() + " skipped");
    }

    private void read(Path reports) throws IOException, ParserConfigurationException, SAXException {
        if (!Files.isDirectory(reports)) {
            return;
        }
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList()) {
                count(file);
            }
        }
    }

    private void count(Path file) throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList cases = factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            NodeList skips = test.getElementsByTagName("skipped");
            if (skips.getLength() > 0) {
                String reason = reason((Element) skips.item(0));
                skipped.add(test.getAttribute("classname") + "." + test.getAttribute("name") + ": " + reason);
            } else if (test.getElementsByTagName("failure").getLength()
                            + test.getElementsByTagName("error").getLength()
                    > 0) {
                failed++;
            } else {
                passed++;
            }
        }
    }

    /// A disabled test says why in an attribute, one that gave up on an assumption in the first line of its trace.
    private static String reason(Element skip) {
        String message = skip.getAttribute("message");
        if (message.isEmpty()) {
            message = skip.getTextContent().strip().lines().findFirst().orElse("");
        }
        String plain = message.replace("org.opentest4j.TestAbortedException: ", "");
        return plain.isEmpty() ? "no reason given" : plain;
    }
}
