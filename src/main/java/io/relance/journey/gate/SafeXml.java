package io.relance.journey.gate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Whether bytes are XML, in whatever encoding, that defines no entities and fetches nothing. */
final class SafeXml {

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private SafeXml() {}

    /** What is wrong; empty when nothing is. */
    static Optional<String> problem(byte[] bytes) {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(NO_DOCTYPE, true);
            factory.newSAXParser().parse(new ByteArrayInputStream(bytes), new DefaultHandler());
            return Optional.empty();
        } catch (SAXException e) {
            String said = String.valueOf(e.getMessage());
            return Optional.of(said.contains("DOCTYPE") ? "DOCTYPE is refused" : "the file is not XML: " + said);
        } catch (IOException e) {
            return Optional.of("the file is not XML: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
