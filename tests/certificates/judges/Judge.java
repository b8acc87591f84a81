import java.io.InputStream;
import java.nio.file.*;
import java.util.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.w3c.dom.*;

/**
 * Judges PDF files with veraPDF's engine: java -cp ENGINE.jar Judge.java FILE.pdf…
 * One line for each file and profile ("pass" or "fail"), then a line for each broken rule; exit code 1 if any failed.
 * The jar lacks JAXB, so the profiles in it are read here with the JDK's own XML parser.
 */
public class Judge {
    static final Map<String, PDFAFlavour> PROFILES = new LinkedHashMap<>();
    static {
        PROFILES.put("PDFA-3A", PDFAFlavour.PDFA_3_A);
        PROFILES.put("PDFA-3U", PDFAFlavour.PDFA_3_U);
        PROFILES.put("PDFUA-1", PDFAFlavour.PDFUA_1);
    }

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = true;
        for (var entry : PROFILES.entrySet()) {
            ValidationProfile profile = read(entry.getKey(), entry.getValue());
            for (String file : files) {
                allPass &= judge(file, entry.getKey(), entry.getValue(), profile);
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    static boolean judge(String file, String name, PDFAFlavour flavour, ValidationProfile profile) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(file));
             PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "pass " : "fail ") + name + " " + file);
            Set<String> seen = new TreeSet<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    seen.add("  " + assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                        + " " + assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            seen.stream().limit(20).forEach(System.out::println);
            return result.isCompliant();
        }
    }

    static ValidationProfile read(String name, PDFAFlavour flavour) throws Exception {
        Document xml;
        try (InputStream in = Judge.class.getClassLoader()
                .getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml")) {
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : all(xml.getDocumentElement(), "rule")) {
            Element id = all(rule, "id").get(0);
            List<ErrorArgument> arguments = new ArrayList<>();
            for (Element argument : all(rule, "argument")) {
                arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
            }
            rules.add(Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                    id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments), new ArrayList<>()));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : all(xml.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value")));
        }
        return Profiles.profileFromValues(flavour,
            Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
    }

    static List<Element> all(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent().trim();
    }
}
