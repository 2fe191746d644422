import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads documents as Optimize does. Input: for each document its length in bytes (four of them, big endian), then the bytes. Output: one line
 * of JSON each, {"value": …} with every scalar as [type, text], or {"refused": …, "lines": [problem, context]}.
 */
public final class Dialect {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  public static void main(String[] arguments) throws IOException {
    DataInputStream in = new DataInputStream(System.in);
    PrintStream out = new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.UTF_8);
    for (int length = in.readInt(); length >= 0; length = in.readInt()) {
      out.println(JSON.writeValueAsString(answer(in.readNBytes(length))));
    }
    out.flush();
  }

  private static ObjectNode answer(byte[] document) {
    try {
      JsonNode value = YAML.readTree(new ByteArrayInputStream(document));
      return NODES.objectNode().set("value", shown(value));
    } catch (IOException | RuntimeException | StackOverflowError refusal) {
      ObjectNode answer = NODES.objectNode().put("refused", String.valueOf(refusal.getMessage()));
      return answer.set("lines", lines(refusal, new String(document, StandardCharsets.UTF_8)));
    }
  }

  /** Where the refusal says that the problem is, and where what it belongs to began. */
  private static ArrayNode lines(Throwable refusal, String text) {
    ArrayNode lines = NODES.arrayNode();
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException marked) {
        add(lines, marked.getProblemMark(), text);
        add(lines, marked.getContextMark(), text);
      } else if (cause instanceof ReaderException reader) {
        lines.add(lineOf(text, reader.getPosition()));
      }
    }
    if (lines.isEmpty() && refusal instanceof JsonProcessingException json && json.getLocation() != null) {
      lines.add(json.getLocation().getLineNr());
    }
    return lines;
  }

  private static void add(ArrayNode lines, Mark mark, String text) {
    if (mark != null) lines.add(lineOf(text, mark.getIndex()));
  }

  /** The reader counts characters, not bytes and not UTF-16 units. */
  private static long lineOf(String text, int position) {
    int end = Math.min(position, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, end)).split("\r\n|\n|\r", -1).length;
  }

  private static JsonNode shown(JsonNode value) {
    if (value == null || value.isMissingNode() || value.isNull()) return NODES.nullNode();
    if (value.isObject()) {
      ObjectNode shown = NODES.objectNode();
      value.fields().forEachRemaining(field -> shown.set(field.getKey(), shown(field.getValue())));
      return shown;
    }
    ArrayNode shown = NODES.arrayNode();
    if (value.isArray()) {
      shown.add("list");
      value.elements().forEachRemaining(item -> shown.add(shown(item)));
      return shown;
    }
    String type = value.isTextual() || value.isBinary() ? "text" : value.isBoolean() ? "boolean" : value.isIntegralNumber() ? "integer" : "float";
    return shown.add(type).add(value.asText());
  }
}
