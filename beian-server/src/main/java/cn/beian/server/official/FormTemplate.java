package cn.beian.server.official;

import cn.beian.facts.VisibleText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Fills a document of Word (ECMA-376, part 1, 17): <code>{{name}}</code> becomes a value, and a row
 * of a table with <code>{{rows:NAME}}</code> is written once for each of these rows. What is filled
 * in is text, whatever it looks like; all else of the document stays as it is.
 */
final class FormTemplate {
  private static final String MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String BODY = "word/document.xml";
  private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Za-z_:]+)}}");
  private static final String ROWS = "rows:";
  private static final Pattern PARTS =
      Pattern.compile("word/(document|header\\d*|footer\\d*)\\.xml");

  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_BYTES = 32 << 20;

  private final byte[] template;

  FormTemplate(byte[] template) {
    this.template = template.clone();
  }

  /** The template that the program brings. */
  static FormTemplate bundled() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            FormTemplate.class.getResourceAsStream("/official/official-form.docx"))) {
      return new FormTemplate(in.readAllBytes());
    }
  }

  /**
   * The document with its values.
   *
   * @param values by name; a place without a value becomes empty
   * @param rows by name, each with its own values beside the others
   * @throws IOException if the template is no document of Word
   */
  byte[] fill(Map<String, String> values, Map<String, List<Map<String, String>>> rows)
      throws IOException {
    ByteArrayOutputStream filled = new ByteArrayOutputStream();
    boolean found = false;
    int entries = 0;
    int left = MOST_BYTES;
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(template));
        ZipOutputStream to = new ZipOutputStream(filled)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] part = from.readNBytes(left + 1);
        left -= part.length;
        if (left < 0 || ++entries > MOST_ENTRIES) {
          throw new IOException("template is too large");
        }
        found |= entry.getName().equals(BODY);
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(PARTS.matcher(entry.getName()).matches() ? fill(part, values, rows) : part);
        to.closeEntry();
      }
      if (!found) {
        throw new IOException("template has no " + BODY);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("template is no document of Word", e);
    }
    return filled.toByteArray();
  }

  private static byte[] fill(
      byte[] part, Map<String, String> values, Map<String, List<Map<String, String>>> rows)
      throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(part));
      for (Element row : elements(document.getElementsByTagNameNS(MAIN, "tr"))) {
        repeat(row, values, rows);
      }
      for (Element paragraph : elements(document.getElementsByTagNameNS(MAIN, "p"))) {
        if (paragraph.getUserData(ROWS) == null) {
          fill(paragraph, values);
        }
      }
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      TransformerFactory.newDefaultInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(written));
      return written.toByteArray();
    } catch (SAXException | ParserConfigurationException | TransformerException e) {
      throw new IOException("template is no document of Word", e);
    }
  }

  /** A copy, since the list follows what is changed. */
  private static List<Element> elements(NodeList live) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < live.getLength(); i++) {
      if (live.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static void repeat(
      Element row, Map<String, String> values, Map<String, List<Map<String, String>>> rows) {
    String name =
        PLACE
            .matcher(row.getTextContent())
            .results()
            .map(one -> Objects.requireNonNull(one.group(1)))
            .filter(one -> one.startsWith(ROWS))
            .map(one -> one.substring(ROWS.length()))
            .findFirst()
            .orElse("");
    if (name.isEmpty()) {
      return;
    }
    Node table = row.getParentNode();
    for (Map<String, String> one : rows.getOrDefault(name, List.of())) {
      Element copy = (Element) row.cloneNode(true);
      Map<String, String> all = new HashMap<>(values);
      all.putAll(one);
      for (Element paragraph : elements(copy.getElementsByTagNameNS(MAIN, "p"))) {
        fill(paragraph, all);
        paragraph.setUserData(ROWS, name, null);
      }
      table.insertBefore(copy, row);
    }
    table.removeChild(row);
  }

  /** Fills the places of a paragraph; programs cut its text into runs wherever they like. */
  private static void fill(Element paragraph, Map<String, String> values) {
    List<Element> texts = elements(paragraph.getElementsByTagNameNS(MAIN, "t"));
    StringBuilder all = new StringBuilder();
    texts.forEach(one -> all.append(one.getTextContent()));
    Matcher place = PLACE.matcher(all);
    if (!place.find()) {
      return;
    }
    String filled =
        place.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    values.getOrDefault(Objects.requireNonNull(found.group(1)), "")));
    write(texts.get(0), VisibleText.lines(filled.replace("\r\n", "\n").replace('\r', '\n')));
    texts.subList(1, texts.size()).forEach(one -> one.setTextContent(""));
  }

  private static void write(Element text, String filled) {
    Node run = text.getParentNode();
    Node after = text.getNextSibling();
    List<String> lines = filled.lines().toList();
    text.setTextContent(lines.isEmpty() ? "" : lines.get(0));
    text.setAttributeNS(XMLConstants.XML_NS_URI, "xml:space", "preserve");
    Document document = text.getOwnerDocument();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      run.insertBefore(document.createElementNS(MAIN, "w:br"), after);
      Element next = document.createElementNS(MAIN, "w:t");
      next.setAttributeNS(XMLConstants.XML_NS_URI, "xml:space", "preserve");
      next.setTextContent(line);
      run.insertBefore(next, after);
    }
  }
}
